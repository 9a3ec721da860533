// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "news.h"

#include <QDBusConnection>
#include <QObject>

#include <optional>

namespace Spacewright {

/// Shows news on the desktop. Source: the Desktop Notifications Specification 1.2. Where nothing shows them, nothing
/// happens; nothing waits for an answer.
class Notifier final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notifier)
public:
    /// Reached with the first news; an empty `busAddress` is the session's bus.
    explicit Notifier(QString busAddress = {}, QObject *parent = nullptr);
    ~Notifier() override;

    /// In place of the news before, where they are still shown.
    void tell(const News &news);

Q_SIGNALS:
    /// The person clicked on the news.
    void activated();

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);

private:
    [[nodiscard]] QDBusConnection &bus();

    QString m_busAddress;
    std::optional<QDBusConnection> m_bus;
    uint m_shown = 0; ///< the newest news' number; 0: none
};

} // namespace Spacewright
