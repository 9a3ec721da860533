// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QJsonObject>
#include <QPointer>
#include <QWidget>

#include <optional>

class QSplitter;
class QToolButton;

namespace Spacewright::Ui {

class ContextButton;
class ManifestForm;
class RenderedReadme;
class Segments;

/// README.md as form, as source or both side by side, and beside or below the source as the Hub renders it.
class ReadmeView final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadmeView)
public:
    enum class Mode { Form, Source, Both };
    Q_ENUM(Mode)

    /// Takes `source`, the text's own widget, in.
    explicit ReadmeView(QWidget *source, QWidget *parent = nullptr);
    ~ReadmeView() override;

    /// The row below the tabs; deleted with this, unless it has another owner by then.
    [[nodiscard]] QWidget *strip() const { return m_strip; }
    [[nodiscard]] ManifestForm &form() const { return *m_form; }
    [[nodiscard]] RenderedReadme &rendered() const { return *m_rendered; }

    /// Until a mode is set the width decides: both where there is room.
    [[nodiscard]] Mode mode() const;
    void setMode(Mode mode);
    [[nodiscard]] bool isRenderedShown() const;
    void setRenderedShown(bool shown);
    /// What the worst blocking problem in README.md does to the Space; nullopt without one.
    void setConsequence(std::optional<Severity> worst);
    /// The source can be seen afterwards.
    void showSource();

    /// Mode, sizes and whether it is rendered.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject &state);

Q_SIGNALS:
    void consequenceActivated();
    void renderedShown(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showParts();

    QWidget *m_source;
    ManifestForm *m_form;
    RenderedReadme *m_rendered;
    QSplitter *m_sides;
    QSplitter *m_text; ///< source and rendered
    QPointer<QWidget> m_strip;
    Segments *m_modes;
    ContextButton *m_consequence;
    QToolButton *m_show;
    std::optional<Mode> m_chosen;
    bool m_isSized = false; ///< by a person, now or before
};

} // namespace Spacewright::Ui
