// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Manifest {

/// One value of `.streamlit/config.toml`.
struct StreamlitOption {
    QString name; ///< with its section, as `server.port`
    QString value; ///< as text: `8501`, `false`, `localhost`
    TextRange range; ///< of the value
};

/// `.streamlit/config.toml`. Source: streamlit/config.py.
struct StreamlitConfig {
    QList<StreamlitOption> options; ///< in the order of the names
    QString error; ///< the parser's own words, untranslated; empty when the file could be read
    TextRange errorRange;

    [[nodiscard]] const StreamlitOption *find(QStringView name) const;
};

[[nodiscard]] StreamlitConfig readStreamlitConfig(const QString &text);

} // namespace Spacewright::Manifest
