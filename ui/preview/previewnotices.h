// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "preview/browser.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace Spacewright::Ui {

/// The strip between the preview's header and its page: what the page asks for and what happens to it,
/// one at a time. Questions stay until they are answered.
class PreviewNotices final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreviewNotices)
public:
    explicit PreviewNotices(QWidget *parent = nullptr);
    /// Open questions are answered with no.
    ~PreviewNotices() override;

    /// What the Space is doing while its page stays; empty takes it away.
    void setProgress(const QString &subject, const QString &sentence);
    void askPermission(const PermissionRequest &request);
    void askDownload(const DownloadOffer &offer);
    /// A script, not a click, wants to leave the Space.
    void askForeign(const QUrl &url);
    void tell(StageGroup group, const QString &subject, const QString &sentence);
    /// Answers all questions with no; for a page that goes.
    void clear();

Q_SIGNALS:
    void openExternally(const QUrl &url);

private:
    struct Choice {
        QString text;
        std::function<void()> chosen;
    };
    struct Notice {
        int rank = 0; ///< lower ones are shown first
        QString name; ///< objectName of the strip, and a later one of the same name replaces it
        StageGroup group = StageGroup::None;
        QString subject;
        QString sentence;
        std::vector<Choice> choices = {};
        std::function<void()> closed = {}; ///< without a choice
    };

    void add(Notice notice);
    void remove(const QString &name);
    void showFirst();
    QWidget *makeStrip(const Notice &notice);
    void chooseFile(const DownloadOffer &offer);
    void saveTo(const DownloadOffer &offer, const QString &path);

    QVBoxLayout *m_layout;
    QWidget *m_strip = nullptr;
    std::vector<Notice> m_notices;
    int m_last = 0;
};

} // namespace Spacewright::Ui
