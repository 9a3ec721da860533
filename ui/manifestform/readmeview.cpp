// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/readmeview.h"

#include "manifestform/manifestform.h"
#include "manifestform/renderedreadme.h"
#include "widgets/button.h"
#include "widgets/contextbutton.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/segments.h"
#include "widgets/strip.h"

#include <QApplication>
#include <QBoxLayout>
#include <QJsonArray>
#include <QMetaEnum>
#include <QSignalBlocker>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// Narrower, and form and source side by side are of no use.
constexpr int WideEnough = 900;
/// The form's share beside the source, as in the first layout.
constexpr int FormShare = 50; // percent
constexpr int LargeShare = 10'000;

QString modeName(ReadmeView::Mode mode)
{
    return QString::fromLatin1(QMetaEnum::fromType<ReadmeView::Mode>().valueToKey(int(mode))).toLower();
}

QJsonArray toJson(const QList<int> &sizes)
{
    QJsonArray array;
    for (const int size : sizes)
        array.append(size);
    return array;
}

QList<int> sizesFrom(const QJsonValue &value)
{
    QList<int> sizes;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &size : array)
        sizes.append(size.toInt());
    return sizes;
}
} // namespace

ReadmeView::ReadmeView(QWidget *source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_form(new ManifestForm)
    , m_rendered(new RenderedReadme)
    , m_sides(new QSplitter)
    , m_text(new QSplitter)
    , m_modes(new Segments({tr("Form"), tr("Source"), tr("Both")}))
    , m_consequence(new ContextButton(tr("Consequence")))
    , m_show(makeToggle(tr("Show rendered"), u"view-preview"_s, false))
{
    auto *strip = new Strip;
    m_strip = strip;
    strip->setObjectName(u"readmeStrip"_s);
    m_modes->setObjectName(u"readmeModes"_s);
    m_modes->setAccessibleName(tr("README.md as"));
    m_consequence->setObjectName(u"readmeConsequence"_s);
    m_consequence->setIconName(severityIconName(StageGroup::Error), StageGroup::Error);
    m_consequence->hide();
    m_show->setObjectName(u"showRendered"_s);
    m_show->setToolTip(toolTipText(m_show->text(), {}, tr("What stands below the header, as the Hub shows it.")));
    strip->addLeading(m_modes);
    strip->addTrailing(m_consequence);
    strip->addTrailing(m_show);

    m_sides->setObjectName(u"readmeSides"_s);
    m_sides->setChildrenCollapsible(false);
    m_text->setChildrenCollapsible(false);
    m_text->addWidget(source);
    m_text->addWidget(m_rendered);
    m_sides->addWidget(m_form);
    m_sides->addWidget(m_text);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sides);
    setFocusProxy(source);

    connect(m_modes, &Segments::currentChanged, this, [this](int index) { setMode(Mode(index)); });
    connect(m_consequence, &ContextButton::clicked, this, &ReadmeView::consequenceActivated);
    connect(m_show, &QToolButton::toggled, this, [this](bool shown) {
        showParts();
        Q_EMIT renderedShown(shown);
    });
    connect(m_sides, &QSplitter::splitterMoved, this, [this] { m_isSized = true; });
    connect(m_text, &QSplitter::splitterMoved, this, [this] { m_isSized = true; });
    showParts();
}

ReadmeView::~ReadmeView()
{
    if (m_strip)
        delete m_strip;
}

ReadmeView::Mode ReadmeView::mode() const
{
    return m_chosen.value_or(width() >= WideEnough ? Mode::Both : Mode::Source);
}

void ReadmeView::setMode(Mode mode)
{
    m_chosen = mode;
    showParts();
}

bool ReadmeView::isRenderedShown() const
{
    return m_show->isChecked();
}

void ReadmeView::setRenderedShown(bool shown)
{
    m_show->setChecked(shown);
}

void ReadmeView::setConsequence(std::optional<Severity> worst)
{
    m_consequence->setVisible(worst.has_value());
    if (!worst)
        return;
    const QString words = *worst == Severity::PushRefused ? tr("The Hub would refuse this header")
        : *worst == Severity::WillNotStart                ? tr("The Space would not start with this header")
                                                          : tr("The build would fail with this header");
    m_consequence->setRuns({{words, TextRole::Body, Token::ErrorText}});
    m_consequence->setAccessibleName(words);
    m_consequence->setToolTip(toolTipText(words, {}, tr("Go to the problem.")));
}

void ReadmeView::showSource()
{
    if (mode() == Mode::Form)
        setMode(width() >= WideEnough ? Mode::Both : Mode::Source);
}

void ReadmeView::showParts()
{
    const Mode now = mode();
    {
        const QSignalBlocker silent(m_modes);
        m_modes->setCurrent(int(now));
    }
    const bool hasForm = now != Mode::Source;
    const bool hasSource = now != Mode::Form;
    const auto holds = [](const QWidget *part) {
        return part == QApplication::focusWidget() || part->isAncestorOf(QApplication::focusWidget());
    };
    const bool hadFocus = holds(m_source);
    const bool hadFormFocus = holds(m_form);
    if (!hasForm)
        m_form->flush();
    m_text->setOrientation(now == Mode::Both || width() < WideEnough ? Qt::Vertical : Qt::Horizontal);
    if (hasForm)
        m_form->show();
    if (hasSource)
        m_source->show();
    m_text->setVisible(hasSource || isRenderedShown());
    // The keyboard goes where it can be seen, before Qt hands it to whatever comes next.
    if (hadFocus && !hasSource)
        m_form->takeFocus();
    else if (hadFormFocus && !hasForm)
        m_source->setFocus(Qt::OtherFocusReason);
    m_form->setVisible(hasForm);
    m_source->setVisible(hasSource);
    m_rendered->setVisible(isRenderedShown());
    if (!m_isSized) // equal shares, whatever they would like
        m_text->setSizes({LargeShare, LargeShare});
    setFocusProxy(hasSource ? m_source : static_cast<QWidget *>(m_form));
}

void ReadmeView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_isSized) { // shares of what there is, until somebody moves the handle
        m_sides->setSizes({width() * FormShare / 100, width() * (100 - FormShare) / 100});
    }
    showParts();
}

QJsonObject ReadmeView::state() const
{
    QJsonObject state{{u"rendered"_s, isRenderedShown()}};
    if (m_isSized) {
        state.insert(u"sides"_s, toJson(m_sides->sizes()));
        state.insert(u"text"_s, toJson(m_text->sizes()));
    }
    if (m_chosen)
        state.insert(u"mode"_s, modeName(*m_chosen));
    return state;
}

void ReadmeView::restore(const QJsonObject &state)
{
    setRenderedShown(state["rendered"_L1].toBool());
    for (const Mode each : {Mode::Form, Mode::Source, Mode::Both}) {
        if (state["mode"_L1].toString() == modeName(each))
            setMode(each);
    }
    const QList<int> sides = sizesFrom(state["sides"_L1]);
    const QList<int> text = sizesFrom(state["text"_L1]);
    if (sides.size() != m_sides->count() || text.size() != m_text->count())
        return;
    m_sides->setSizes(sides);
    m_text->setSizes(text);
    m_isSized = true;
}

} // namespace Spacewright::Ui
