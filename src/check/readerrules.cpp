// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/rule.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

constexpr QLatin1StringView Validator = "huggingface_hub repocard.py; validator of the Hub"_L1;
constexpr QLatin1StringView ConfigReference = "https://huggingface.co/docs/hub/spaces-config-reference"_L1;

/// What Manifest::readManifest() reports while it reads.
constexpr Rule Rules[] = {
    {"readme/missing"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "Without README.md the Space stays in CONFIG_ERROR \"Missing configuration in "
                       "README\"."),
     nullptr},
    {"readme/unreadable"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub reads README.md as UTF-8 text from the repository itself: no UTF-16, no link "
                       "out of the folder, no folder in its place."),
     nullptr},
    {"readme/no-header"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "The header is a block between two lines --- at the top of README.md. Without one the "
                       "push is accepted and the Space stays in CONFIG_ERROR."),
     nullptr},
    {"readme/header-not-first"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check", "Only blank lines may stand above the header."), nullptr},
    {"readme/fence"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "A line with more than the three dashes is no border of the header, so the Hub finds "
                       "no metadata."),
     nullptr},
    {"readme/unterminated-header"_L1, Severity::WillNotStart, Validator,
     QT_TRANSLATE_NOOP("Check", "Without its second line --- the header is taken for ordinary text."), nullptr},
    {"readme/empty-header"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "A header that holds nothing is refused: \"The YAML metadata of your README.md is "
                       "invalid.\""),
     nullptr},
    {"readme/header-limits"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP("Check", "Read are 48 levels, 100,000 values and 1 MB, with every alias written out."), nullptr},
    {"readme/yaml-syntax"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP("Check", "The Hub refuses the push: \"Invalid YAML in README.md\"."), nullptr},
    {"readme/not-a-mapping"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "The header is made of \"key: value\" lines; the Hub refuses anything else: \"value\" "
                       "must be of type object."),
     nullptr},
    {"readme/byte-order-mark"_L1, Severity::Advice, Validator,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub's own client does not see a header behind a byte order mark; for the Hub "
                       "itself this is unconfirmed."),
     nullptr},
    {"readme/key-characters"_L1, Severity::PushRefused, "huggingface_hub issue 1114"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub refuses the push: You can't have a key with a \".\" or \"$\" character in "
                       "your YAML metadata."),
     nullptr},
    {"readme/duplicate-key"_L1, Severity::PushRefused, "YAML 1.2.2 §3.2.1.1"_L1,
     QT_TRANSLATE_NOOP("Check", "A key may appear once in a mapping."), nullptr},
    {"readme/sdk-missing"_L1, Severity::WillNotStart, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "The Space stays in CONFIG_ERROR \"Missing SDK in configuration\"."), nullptr},
    {"readme/value-type"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check",
                       "The value does not have the type that the reference gives for its key, so it is not "
                       "used here. What the Hub does with it is unconfirmed."),
     nullptr},
    {"files/unreadable"_L1, Severity::BuildFails, Validator,
     QT_TRANSLATE_NOOP("Check", "The builder reads the file as UTF-8 text from the repository itself."), nullptr},
};

} // namespace

std::span<const Rule> readerRules()
{
    return Rules;
}

} // namespace Spacewright::Check
