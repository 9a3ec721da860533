// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QUrl>

namespace Spacewright::Ui {

/// The page's address: its host, elided in the middle; whole while one types.
class AddressField final : public QLineEdit {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressField)
public:
    explicit AddressField(QWidget *parent = nullptr);

    void setAddress(const QUrl &url);
    [[nodiscard]] QUrl address() const { return m_url; }
    /// What was typed, seen from `here`: a path stays on its host, a host gets http.
    [[nodiscard]] static QUrl fromTyped(const QString &text, const QUrl &here);

Q_SIGNALS:
    /// Enter was pressed; `url` is valid.
    void addressEntered(const QUrl &url);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showHost();
    void enter();

    QUrl m_url;
};

} // namespace Spacewright::Ui
