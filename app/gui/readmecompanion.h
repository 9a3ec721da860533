// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "editor/pagecompanion.h"
#include "manifestform/formreading.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace Spacewright {

namespace Ui {
class EditorPage;
class ReadmeView;
} // namespace Ui

/// Joins the text of README.md and its form: what one says the other shows, each change one step for undo.
/// Reading happens on another thread a moment after the last keystroke; late answers are dropped.
class ReadmeCompanion final : public QObject, public Ui::PageCompanion {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadmeCompanion)
public:
    /// `page` owns it and its view.
    ReadmeCompanion(Ui::EditorPage &page, const QString &folder);
    ~ReadmeCompanion() override;

    [[nodiscard]] Ui::ReadmeView &view() const;
    /// All problems of the Space; only those of README.md are shown.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);

    [[nodiscard]] QWidget *strip() const override;
    [[nodiscard]] QWidget *sheet() const override;
    void showSource() override;
    void flush() override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

Q_SIGNALS:
    /// A link of the rendered page leads to a file of the Space.
    void fileRequested(const QString &file);
    /// A change could not be made.
    void refused(const QString &sentence, const QString &details);

private:
    /// The first of the gravest problems; nullptr without any.
    [[nodiscard]] const Diagnostic *worst() const;
    void read();
    void goTo(int line, int column);

    Ui::EditorPage &m_page;
    QPointer<Ui::ReadmeView> m_view;
    QList<Diagnostic> m_diagnostics;
    QTimer m_readTimer;
    quint64 m_generation = 0;
};

} // namespace Spacewright
