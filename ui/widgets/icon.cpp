// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
QIcon sourceIcon(const QString &name)
{
    if (name.startsWith("sw-"_L1) || name == "spacewright"_L1)
        return QIcon(":/icons/"_L1 + name + ".svg"_L1);
    return QIcon::fromTheme(name);
}

QPixmap masked(const QIcon &source, const QColor &color, QSize size, qreal ratio)
{
    QPixmap result(size * ratio);
    result.setDevicePixelRatio(ratio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    source.paint(&painter, QRect(QPoint(), size));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(QPoint(), size), color);
    return result;
}

QString cacheKey(QStringView name, const QColor &color, QSize size, qreal ratio)
{
    return u"sw/%1/%2/%3x%4@%5"_s.arg(name).arg(color.rgba(), 8, 16).arg(size.width()).arg(size.height()).arg(ratio);
}

/// Takes its colour from the theme at the moment of painting.
class SymbolicEngine final : public QIconEngine {
public:
    SymbolicEngine(QString name, Token token)
        : m_name(std::move(name))
        , m_token(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        paintIcon(*painter, rect, m_name, colorOf(mode), size);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // `size` is in device pixels here.
        const int side = std::max(1, qRound(std::min(size.width(), size.height()) / scale));
        return iconPixmap(m_name, colorOf(mode), side, scale);
    }
    QIconEngine *clone() const override { return new SymbolicEngine(m_name, m_token); }
    QString iconName() override { return m_name; }
    bool isNull() override { return sourceIcon(m_name).isNull(); }

private:
    QColor colorOf(QIcon::Mode mode) const { return color(mode == QIcon::Disabled ? Token::Disabled : m_token); }

    QString m_name;
    Token m_token;
};
} // namespace

QIcon icon(const QString &name, Token token)
{
    return QIcon(new SymbolicEngine(name, token));
}

QIcon colorIcon(const QString &name)
{
    return sourceIcon(name);
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal ratio)
{
    const QString key = cacheKey(name, color, QSize(size, size), ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = masked(sourceIcon(name), color, QSize(size, size), ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QPixmap tinted(const QIcon &icon, const QColor &color, QSize size, qreal ratio)
{
    const QString key = cacheKey(QString::number(icon.cacheKey(), 16), color, size, ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = masked(icon, color, size, ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &color, int size)
{
    const QPixmap pixmap = iconPixmap(name, color, size, painter.device()->devicePixelRatio());
    const QPoint at(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
    painter.drawPixmap(at, pixmap);
}

QString severityIconName(StageGroup group)
{
    switch (group) {
    case StageGroup::Error:
        return u"sw-error"_s;
    case StageGroup::Transient:
        return u"sw-warning"_s;
    case StageGroup::Running:
        return u"checkmark"_s;
    case StageGroup::Asleep:
    case StageGroup::Paused:
    case StageGroup::None:
        break;
    }
    return u"sw-information"_s;
}

QString stageIconName(StageGroup group, bool serving)
{
    switch (group) {
    case StageGroup::Running:
        return u"sw-stage-running"_s;
    case StageGroup::Transient:
        return serving ? u"sw-stage-serving"_s : u"sw-stage-transient"_s;
    case StageGroup::Asleep:
        return u"sw-stage-asleep"_s;
    case StageGroup::Paused:
        return u"sw-stage-paused"_s;
    case StageGroup::Error:
        return u"sw-stage-error"_s;
    case StageGroup::None:
        break;
    }
    return u"sw-stage-none"_s;
}

bool iconsWork()
{
    const auto draws = [](const QString &name) {
        const QImage image = iconPixmap(name, color(Token::Text), 16, 1).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) > 0)
                    return true;
            }
        }
        return false;
    };
    return draws(u"sw-terminal"_s) && draws(u"media-playback-start"_s);
}

} // namespace Spacewright::Ui
