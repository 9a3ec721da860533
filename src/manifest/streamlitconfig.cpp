// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/streamlitconfig.h"

#include "manifest/textindex.h"

#include <algorithm>
#include <sstream>
#include <toml++/toml.hpp>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

/// toml++ counts lines and code points from 1.
qsizetype offsetOf(const TextIndex &index, const toml::source_position &position)
{
    const int line = std::clamp(int(position.line) - 1, 0, index.lineCount() - 1);
    const QStringView text = index.line(line);
    qsizetype column = 0;
    for (auto left = int(position.column) - 1; left > 0 && column < text.size(); --left)
        column += text.at(column).isHighSurrogate() && column + 1 < text.size() ? 2 : 1;
    return index.startOf(line) + column;
}

TextRange rangeOf(const TextIndex &index, const toml::source_region &region)
{
    const qsizetype from = offsetOf(index, region.begin);
    return index.range(from, std::max(from, offsetOf(index, region.end)));
}

QString printed(const toml::node &node)
{
    std::ostringstream words;
    if (const auto *text = node.as_string())
        words << text->get();
    else if (const auto *number = node.as_integer())
        words << number->get();
    else if (const auto *flag = node.as_boolean())
        words << (flag->get() ? "true" : "false");
    return QString::fromStdString(words.str());
}

void collect(const toml::table &table, const QString &prefix, const TextIndex &index, QList<StreamlitOption> &options)
{
    for (const auto &[key, node] : table) {
        const QString name = prefix + QString::fromUtf8(key.str().data(), qsizetype(key.str().size()));
        if (const auto *inner = node.as_table())
            collect(*inner, name + u'.', index, options);
        else
            options.append({name, printed(node), rangeOf(index, node.source())});
    }
}

} // namespace

const StreamlitOption *StreamlitConfig::find(QStringView name) const
{
    const auto found =
        std::ranges::find_if(options, [name](const StreamlitOption &option) { return option.name == name; });
    return found == options.cend() ? nullptr : &*found;
}

StreamlitConfig readStreamlitConfig(const QString &text)
{
    const TextIndex index(text);
    StreamlitConfig config;
    try {
        collect(toml::parse(text.toStdString()), {}, index, config.options);
    } catch (const toml::parse_error &error) {
        config.error = QString::fromUtf8(error.description());
        config.errorRange = rangeOf(index, error.source());
    }
    return config;
}

} // namespace Spacewright::Manifest
