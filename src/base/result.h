// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace Spacewright {

/// What went wrong, for programs to branch on. The command line maps each to its exit code.
enum class ErrorCode {
    Cancelled, ///< somebody asked for it to stop
    NotFound, ///< a file, Space, program or revision is not there
    Invalid, ///< the input cannot be used as it is
    Conflict, ///< two things exclude each other, or something changed underneath
    Unauthorised, ///< not signed in, or not allowed
    RateLimited, ///< the server asks to wait
    Offline, ///< the network or the server does not answer
    Tool, ///< an outside program failed
    Space, ///< the Space itself failed to build or to start
    Io, ///< the disk or the operating system refused
};

/// A failure as it travels: a code for programs, a sentence for people, the tool's words for the curious.
struct Error {
    ErrorCode code = ErrorCode::Io;
    QString message; ///< translated; names the thing, the reason and the next step
    QString detail; ///< untranslated: the tool's or server's own words, already redacted

    friend bool operator==(const Error &, const Error &) = default;
};

template<typename T = void>
using Result = std::expected<T, Error>;

/// `return failure(ErrorCode::Io, tr("..."), reply);` from any function that returns a Result.
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, QString message, QString detail = {})
{
    return std::unexpected(Error{code, std::move(message), std::move(detail)});
}

} // namespace Spacewright
