// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/validator.h"

#include "check/headerkeys.h"
#include "check/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::FrontMatter;
using Spacewright::Manifest::Located;

namespace Spacewright::Check {

namespace {

QString mustBeOneOf(QLatin1StringView key, std::span<const QLatin1StringView> values)
{
    QStringList names;
    for (const QLatin1StringView value : values)
        names.append(value);
    return u"\"%1\" must be one of [%2]"_s.arg(key, names.join(u", "));
}

/// The texts for what readManifest() already found to be wrong with the block; empty where it can be read.
QStringList blockErrors(const Manifest::SpaceManifest &manifest)
{
    QStringList errors;
    for (const Diagnostic &problem : manifest.diagnostics) {
        if (problem.rule == "readme/yaml-syntax"_L1)
            errors.append(u"Invalid YAML in README.md: "_s + problem.why);
        else if (problem.rule == "readme/duplicate-key"_L1)
            errors.append(u"Invalid YAML in README.md: duplicated mapping key (%1:%2)"_s.arg(problem.range.line + 1)
                              .arg(problem.range.column + 1));
        else if (problem.rule == "readme/empty-header"_L1 || problem.rule == "readme/header-limits"_L1)
            errors.append(u"The YAML metadata of your README.md is invalid."_s);
        else if (problem.rule == "readme/not-a-mapping"_L1)
            errors.append(u"\"value\" must be of type object"_s);
        else if (problem.rule == "readme/key-characters"_L1)
            errors.append(u"You can't have a key with a \".\" or \"$\" character in your YAML metadata"_s);
    }
    return errors;
}

void addValueErrors(const Manifest::SpaceManifest &manifest, QStringList &errors)
{
    if (manifest.shortDescription && manifest.shortDescription->value.toUcs4().size() > LongestDescription)
        errors.append(u"\"short_description\" length must be less than or equal to 60 characters long"_s);
    if (manifest.colorFrom && !contains(colours(), manifest.colorFrom->value))
        errors.append(mustBeOneOf("colorFrom"_L1, colours()));
    if (manifest.colorTo && !contains(colours(), manifest.colorTo->value))
        errors.append(mustBeOneOf("colorTo"_L1, colours()));
    if (std::ranges::any_of(manifest.licences,
                            [](const Located<QString> &id) { return !contains(licences(), id.value); }))
        errors.append(mustBeOneOf("license"_L1, licences()));
}

} // namespace

ValidatorAnswer validatorAnswer(const Manifest::SpaceManifest &manifest)
{
    using State = FrontMatter::State;
    const State state = manifest.frontMatter.state;
    ValidatorAnswer answer;
    answer.errors = blockErrors(manifest);
    if (state != State::Found && state != State::Empty)
        answer.warnings.append(u"empty or missing yaml metadata in repo card"_s);
    if (manifest.isHeaderUsable && answer.errors.isEmpty())
        addValueErrors(manifest, answer.errors);
    return answer;
}

} // namespace Spacewright::Check
