// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/previewnotices.h"

#include "base/clock.h"
#include "widgets/inlinestrip.h"

#include <QDir>
#include <QFileDialog>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

enum Rank { Failure, Question, News, Progressing };

QString permissionSentence(Permission permission)
{
    switch (permission) {
    case Permission::Camera:
        return PreviewNotices::tr("It wants to use the camera.");
    case Permission::Microphone:
        return PreviewNotices::tr("It wants to use the microphone.");
    case Permission::CameraAndMicrophone:
        return PreviewNotices::tr("It wants to use the camera and the microphone.");
    case Permission::Clipboard:
        return PreviewNotices::tr("It wants to read and change the clipboard.");
    case Permission::Location:
        return PreviewNotices::tr("It wants to know where this computer is.");
    case Permission::Notifications:
        return PreviewNotices::tr("It wants to show desktop notifications.");
    case Permission::Pointer:
        return PreviewNotices::tr("It wants to hold the mouse pointer; Esc would free it.");
    case Permission::Other:
        break;
    }
    return PreviewNotices::tr("It wants to use a part of this computer.");
}

} // namespace

PreviewNotices::PreviewNotices(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    hide();
}

PreviewNotices::~PreviewNotices()
{
    clear();
}

void PreviewNotices::setProgress(const QString &subject, const QString &sentence)
{
    const QString name = u"previewProgress"_s;
    if (subject.isEmpty())
        remove(name);
    else
        add({.rank = Progressing, .name = name, .subject = subject, .sentence = sentence});
}

void PreviewNotices::askPermission(const PermissionRequest &request)
{
    const auto answer = request.answer;
    add({.rank = Question,
         .name = u"previewPermission%1"_s.arg(++m_last),
         .subject = tr("%1 asks.").arg(request.origin.host()),
         .sentence = permissionSentence(request.permission),
         .choices = {{tr("Allow once"), [answer] { answer(true); }}, {tr("Block"), [answer] { answer(false); }}},
         .closed = [answer] { answer(false); }});
}

void PreviewNotices::askDownload(const DownloadOffer &offer)
{
    const QString size = offer.sizeBytes < 0 ? tr("The page offers it; its size is not known.")
                                             : tr("The page offers it; it has %1.").arg(bytesText(offer.sizeBytes));
    const auto discard = offer.discard;
    add({.rank = Question,
         .name = u"previewDownload%1"_s.arg(++m_last),
         .subject = tr("Save %1?").arg(offer.fileName),
         .sentence = size,
         .choices = {{tr("Save…"), [this, offer] { chooseFile(offer); }}, {tr("Cancel"), discard}},
         .closed = discard});
}

void PreviewNotices::askForeign(const QUrl &url)
{
    add({.rank = Question,
         .name = u"previewForeign"_s,
         .subject = tr("The page wants to open %1.").arg(url.host()),
         .sentence = tr("It is outside this Space."),
         .choices = {{tr("Open in browser"), [this, url] { Q_EMIT openExternally(url); }}, {tr("Block"), [] {}}}});
}

void PreviewNotices::tell(StageGroup group, const QString &subject, const QString &sentence)
{
    add({.rank = group == StageGroup::Error ? Failure : News,
         .name = u"previewNews"_s,
         .group = group,
         .subject = subject,
         .sentence = sentence});
}

void PreviewNotices::clear()
{
    for (const std::vector<Notice> old = std::exchange(m_notices, {}); const Notice &notice : old) {
        if (notice.closed)
            notice.closed();
    }
    showFirst();
}

void PreviewNotices::add(Notice notice)
{
    std::erase_if(m_notices, [&](const Notice &old) { return old.name == notice.name; });
    const auto place = std::ranges::upper_bound(m_notices, notice.rank, {}, &Notice::rank);
    m_notices.insert(place, std::move(notice));
    showFirst();
}

void PreviewNotices::remove(const QString &name)
{
    std::erase_if(m_notices, [&](const Notice &old) { return old.name == name; });
    showFirst();
}

void PreviewNotices::showFirst()
{
    if (m_strip) {
        m_strip->hide();
        m_strip->deleteLater(); // its own button may be what brought us here
        m_strip = nullptr;
    }
    if (!m_notices.empty()) {
        m_strip = makeStrip(m_notices.front());
        m_layout->addWidget(m_strip);
    }
    setVisible(m_strip);
}

QWidget *PreviewNotices::makeStrip(const Notice &notice)
{
    auto *strip = new InlineStrip(notice.group, this);
    strip->setObjectName(notice.name);
    strip->setMessage(notice.group, notice.subject, notice.sentence);
    strip->setClosable(notice.rank != Progressing);
    const QString name = notice.name;
    for (const Choice &choice : notice.choices) {
        connect(strip->addAction(choice.text), &QPushButton::clicked, this, [this, name, chosen = choice.chosen] {
            remove(name);
            chosen();
        });
    }
    connect(strip, &InlineStrip::closed, this, [this, name, closed = notice.closed] {
        remove(name);
        if (closed)
            closed();
    });
    strip->reveal();
    return strip;
}

void PreviewNotices::chooseFile(const DownloadOffer &offer)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    auto *chooser = new QFileDialog(this, tr("Save %1").arg(offer.fileName), folder.filePath(offer.fileName));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setObjectName(u"previewSave"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    connect(chooser, &QFileDialog::fileSelected, this, [this, offer](const QString &path) { saveTo(offer, path); });
    connect(chooser, &QDialog::rejected, this, [discard = offer.discard] { discard(); });
    chooser->open();
}

void PreviewNotices::saveTo(const DownloadOffer &offer, const QString &path)
{
    offer.save(path, [self = QPointer(this), path](const Result<> &result) {
        if (!self)
            return;
        if (result)
            self->tell(StageGroup::Running, tr("Saved."), QDir::toNativeSeparators(path));
        else
            self->tell(StageGroup::Error, tr("The file was not saved."), result.error().message);
    });
}

} // namespace Spacewright::Ui
