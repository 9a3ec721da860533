// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readmecompanion.h"

#include "editor/editorpage.h"
#include "manifestform/manifestform.h"
#include "manifestform/readmeview.h"
#include "manifestform/renderedreadme.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright {

namespace {
/// Typing must not be read letter by letter.
constexpr auto ReadDelay = 60ms;
} // namespace

ReadmeCompanion::ReadmeCompanion(Ui::EditorPage &page, const QString &folder)
    : m_page(page)
    , m_view(new Ui::ReadmeView(page.textWidget()))
{
    Ui::ManifestForm &form = m_view->form();
    m_view->rendered().setFolder(folder);
    if (page.isReadOnly())
        form.setReadOnly(tr("The file is read-only. Change its permissions, then open it again."));
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(ReadDelay);
    connect(&m_readTimer, &QTimer::timeout, this, &ReadmeCompanion::read);
    connect(&page, &Ui::EditorPage::textChanged, this, [this] { m_readTimer.start(); });
    connect(&page, &Ui::EditorPage::cursorMoved, this, [this](int line, int) { m_view->form().showLine(line); });
    connect(&form, &Ui::ManifestForm::changeRequested, this,
            [this](const QString &key, const std::optional<Manifest::HeaderValue> &value) {
                const Manifest::HeaderEditor editor(m_page.text());
                const auto edits = value ? editor.set(key, *value) : editor.remove(key);
                if (!edits) {
                    Q_EMIT refused(edits.error().message, edits.error().detail);
                } else if (!edits->isEmpty()) {
                    if (const Result<> applied = m_page.apply(*edits); !applied)
                        Q_EMIT refused(applied.error().message, applied.error().detail);
                }
                m_readTimer.start(); // also where nothing was changed, so that the field shows what is written
            });
    connect(&form, &Ui::ManifestForm::placeFocused, this, [this](int line, int column) { m_page.goTo(line, column); });
    connect(&form, &Ui::ManifestForm::sourceRequested, this, &ReadmeCompanion::goTo);
    connect(m_view, &Ui::ReadmeView::consequenceActivated, this, [this] {
        if (const Diagnostic *found = worst())
            goTo(found->range.line, found->range.column);
    });
    connect(m_view, &Ui::ReadmeView::renderedShown, this, &ReadmeCompanion::read);
    connect(&m_view->rendered(), &Ui::RenderedReadme::fileRequested, this, &ReadmeCompanion::fileRequested);
    m_view->form().setReading(Ui::readForm(page.text())); // at once, so that it never stands empty
}

ReadmeCompanion::~ReadmeCompanion() = default;

Ui::ReadmeView &ReadmeCompanion::view() const
{
    return *m_view;
}

void ReadmeCompanion::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    m_diagnostics = diagnostics;
    m_diagnostics.removeIf([](const Diagnostic &diagnostic) { return diagnostic.file != "README.md"_L1; });
    m_view->form().setDiagnostics(m_diagnostics);
    const Diagnostic *found = worst();
    m_view->setConsequence(found && isBlocking(found->severity) ? std::optional(found->severity) : std::nullopt);
}

const Diagnostic *ReadmeCompanion::worst() const
{
    const auto first = std::ranges::min_element(m_diagnostics, {}, &Diagnostic::severity);
    return first == m_diagnostics.cend() ? nullptr : &*first;
}

QWidget *ReadmeCompanion::strip() const
{
    return m_view->strip();
}

QWidget *ReadmeCompanion::sheet() const
{
    return m_view;
}

void ReadmeCompanion::showSource()
{
    m_view->showSource();
}

void ReadmeCompanion::flush()
{
    m_view->form().flush();
}

void ReadmeCompanion::takeFocus()
{
    if (m_view->mode() == Ui::ReadmeView::Mode::Form)
        m_view->form().takeFocus();
    else
        m_page.textWidget()->setFocus(Qt::OtherFocusReason);
}

QJsonObject ReadmeCompanion::state() const
{
    return m_view->state();
}

void ReadmeCompanion::restore(const QJsonObject &state)
{
    m_view->restore(state);
}

void ReadmeCompanion::read()
{
    const QString text = m_page.text();
    if (m_view->isRenderedShown())
        m_view->rendered().setReadme(text);
    QtConcurrent::run([text] {
        return Ui::readForm(text);
    }).then(this, [this, generation = ++m_generation](const Ui::FormReading &reading) {
        if (generation == m_generation && m_view)
            m_view->form().setReading(reading);
    });
}

void ReadmeCompanion::goTo(int line, int column)
{
    m_view->showSource();
    m_page.goTo(line, column);
    m_page.textWidget()->setFocus(Qt::OtherFocusReason);
}

} // namespace Spacewright
