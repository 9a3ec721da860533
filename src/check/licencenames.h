// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QString>

namespace Spacewright::Check {

/// What people call a licence: `apache-2.0` → "Apache License 2.0". Names are not translated; an unknown id is itself.
[[nodiscard]] QString licenceName(QAnyStringView id);

} // namespace Spacewright::Check
