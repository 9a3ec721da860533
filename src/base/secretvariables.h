// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProcessEnvironment;

namespace Spacewright {

class Redactor;

/// From now on `redactor` takes out the values of the variables in `environment` whose names say that they are
/// secret: `HF_TOKEN`, `OPENAI_API_KEY`, `DB_PASSWORD` … An app inherits them and may print them. Every program
/// calls it once, at its start.
void addSecretVariables(Redactor &redactor, const QProcessEnvironment &environment);

} // namespace Spacewright
