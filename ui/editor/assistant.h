// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/assist.h"

#include <functional>

namespace Spacewright::Ui {

/// What an editor asks about the text in it. Each may be asked with every keystroke; none of them is empty.
struct Assistant {
    std::function<QList<Assist::Completion>(Assist::Position)> complete;
    std::function<std::optional<Assist::Documentation>(Assist::Position)> documentationAt;
    /// The text of a file of the Space by its relative path, as it stands in an editor where it is open.
    std::function<QString(const QString &)> textOf;
};

} // namespace Spacewright::Ui
