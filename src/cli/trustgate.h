// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/output.h"
#include "cli/services.h"
#include "workspace/touches.h"
#include "workspace/trust.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace Spacewright::Cli {

/// Stands before everything that runs code of a Space. Where nobody trusts the folder yet it shows what the Space will
/// touch and asks on a terminal; without one it refuses, and names the flag.
class TrustGate final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrustGate)
public:
    /// An error is Unauthorised: not trusted, or refused by the person.
    using Answer = std::function<void(const Result<Workspace::TrustKind> &)>;

    TrustGate(const Services &services, Output &output);
    ~TrustGate() override;

    /// `grants`: the person has said so already. `answer` comes once, later.
    void ask(const QString &folder, bool grants, Answer answer);

private:
    void looked(const std::optional<Workspace::Trust> &trust, bool grants);
    void grant(Workspace::TrustKind kind);
    void askPerson(const Result<Workspace::Touches> &touches);
    void answered(const QByteArray &line);
    void refuse();
    void end(const Result<Workspace::TrustKind> &result);

    const Services &m_services;
    Output &m_output;
    QString m_folder;
    Answer m_answer;
    std::unique_ptr<QSocketNotifier> m_input;
};

/// What a Space touches, reading `folder`; blocks. Errors as readSnapshot().
[[nodiscard]] Result<Workspace::Touches> touchesOf(const QString &folder);
/// For people, one kind a line.
[[nodiscard]] QStringList linesOf(const Workspace::Touches &touches);

} // namespace Spacewright::Cli
