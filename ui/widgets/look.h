// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace Spacewright::Ui {

/// Icon theme and attributes. Call before the QApplication is made.
void prepareLook();

/// Style, palette and colour scheme, kept up to date from then on. Call once, before the first widget.
void applyLook(QApplication &application);

} // namespace Spacewright::Ui
