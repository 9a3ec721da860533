// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Spacewright::Ui {

/// The foot of the file tree: how much of the Hub's space for one repository is used.
class RepositoryFoot final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RepositoryFoot)
public:
    /// What a Space may keep for free, in bytes. Source: Hub documentation, "Spaces Overview", storage.
    static constexpr qint64 Limit = 1'000'000'000;

    explicit RepositoryFoot(QWidget *parent = nullptr);

    /// -1: not known yet.
    void setSize(qint64 bytes);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString figures() const;

    qint64 m_bytes = -1;
};

} // namespace Spacewright::Ui
