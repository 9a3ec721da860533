// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace Spacewright {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of the event loop. One at a time in a program.
class Interrupt final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Interrupt)
public:
    explicit Interrupt(QObject *parent = nullptr);
    /// Gives the signals back their former meaning.
    ~Interrupt() override;

Q_SIGNALS:
    void requested();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace Spacewright
