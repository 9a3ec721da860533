// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace Spacewright::Ui {

/// The tabs of documents: icon, name, and a close button that is a dot while the document has unsaved
/// text. A middle click closes too.
class DocumentTabs final : public QTabBar {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentTabs)
public:
    explicit DocumentTabs(QWidget *parent = nullptr);

    void setModified(int index, bool modified);
    [[nodiscard]] bool isModified(int index) const;

protected:
    void tabInserted(int index) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
};

} // namespace Spacewright::Ui
