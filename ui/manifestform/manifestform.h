// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "manifestform/formreading.h"
#include "manifestform/headerfield.h"
#include "widgets/hubcard.h"

#include <QTimer>

class QScrollArea;
class QVBoxLayout;

namespace Spacewright::Ui {

class CardBand;
class ElidedLabel;
class FormRow;
class InlineStrip;
class Label;

/// README.md's header as a form: the Hub's card above, a row for every key that the Space's SDK uses or that is
/// written, the help of the focused one below. It holds no text: it shows what was read and says what is to change.
class ManifestForm final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestForm)
public:
    explicit ManifestForm(QWidget *parent = nullptr);
    ~ManifestForm() override;

    /// What README.md says now. While it cannot be edited, what was read before stays, disabled, under the reason.
    void setReading(const FormReading &reading);
    /// Problems of README.md; each is told at the field whose key or value it touches.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Files of the Space, relative, for the keys that name one.
    void setFiles(const QStringList &files);
    /// Values that are proposed for `key`.
    void setChoices(const QString &key, const QStringList &choices);
    /// A few words beside the control of `key`, about what is known here: "3.13.5 is used here".
    void setNote(QStringView key, const QString &note);
    /// What the card shows beyond the header: owner, stage, likes, date, where they are known; and the title that
    /// stands in where none is written.
    void setFacts(const HubCardContent &facts);
    /// Disables all controls and says why; empty: enabled again.
    void setReadOnly(const QString &reason);

    /// The cursor of the source went there: the label of its key is marked.
    void showLine(int line);
    /// nullptr for a key without a control.
    [[nodiscard]] HeaderField *field(QStringView key) const;
    [[nodiscard]] FormRow *row(QStringView key) const;
    void focusField(QStringView key);
    /// Into the field of the cursor's line, or the first.
    void takeFocus();
    /// Tells what was typed and not told yet.
    void flush();

Q_SIGNALS:
    /// nullopt: the key is to go.
    void changeRequested(const QString &key, const std::optional<Spacewright::Manifest::HeaderValue> &value);
    /// A field of this key got the focus; the place from 0, in the text that was read last.
    void placeFocused(int line, int column);
    /// The person wants to go there.
    void sourceRequested(int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Group {
        Check::HeaderKey::Section id;
        Label *heading;
        QList<FormRow *> rows;
    };

    void makeSections();
    void addRow(Group &group, const QString &label, const QList<HeaderField *> &fields);
    void showHeader();
    void showRows();
    void showVersionNote();
    void showOthers();
    void showErrors();
    void showCard();
    void showBroken();
    void showHelp(const HeaderField *field);
    void onFocusChanged(QWidget *old, QWidget *now);
    void requestSource(const QString &key);
    [[nodiscard]] bool isWanted(const Check::HeaderKey &key) const;
    [[nodiscard]] QList<FormRow *> allRows() const;
    [[nodiscard]] HeaderField *fieldOf(const QWidget *widget) const;

    FormReading m_reading; ///< the last that could be edited, or the first
    FormReading m_newest;
    bool m_hasShown = false;
    QList<Diagnostic> m_diagnostics;
    QStringList m_files;
    QStringList m_sdkVersions; ///< newest first; empty while they are not known
    HubCardContent m_facts;
    QString m_readOnly;
    int m_line = -1;

    CardBand *m_band;
    InlineStrip *m_broken;
    QScrollArea *m_scroll;
    QWidget *m_sheet;
    QVBoxLayout *m_column;
    QList<Group> m_groups;
    Label *m_otherHeading;
    QVBoxLayout *m_others;
    QStringList m_otherTexts;
    Label *m_helpKey;
    ElidedLabel *m_help;
    QTimer m_brokenTimer;
};

} // namespace Spacewright::Ui
