// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/choicefields.h"
#include "manifestform/listfields.h"
#include "manifestform/textfields.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

/// Two to four stand side by side.
HeaderField *choiceFor(const Check::HeaderKey &key, QWidget *parent)
{
    if (key.name == "license"_L1)
        return new LicenceField(key, parent);
    if (key.name == "suggested_hardware"_L1)
        return new HardwareField(key, parent);
    if (key.name.startsWith("color"_L1))
        return new ColourField(key, parent);
    if (key.values.size() <= 4)
        return new SegmentsField(key, parent);
    return new ChoiceField(key, parent);
}

QString placeholderFor(const Check::HeaderKey &key)
{
    if (key.name == "models"_L1 || key.name == "datasets"_L1)
        return ChipsField::tr("owner/name");
    return {};
}
} // namespace

HeaderField *fieldFor(const Check::HeaderKey &key, QWidget *parent)
{
    using Kind = Check::HeaderKey::Kind;
    switch (key.kind) {
    case Kind::Text:
    case Kind::Command:
        return new TextField(key, key.name == "short_description"_L1 ? Check::LongestDescription : 0, parent);
    case Kind::Emoji:
        return new EmojiField(key, parent);
    case Kind::Choice:
        return choiceFor(key, parent);
    case Kind::Version:
        // Proposals for Python are those that the Hub has built images of.
        return new ProposingField(
            key,
            key.name == "python_version"_L1 ? QStringList{u"3.13"_s, u"3.12"_s, u"3.11"_s, u"3.10"_s} : QStringList(),
            false, parent);
    case Kind::Path:
        return new ProposingField(key, QStringList(), true, parent);
    case Kind::Number:
        return new NumberField(key, parent);
    case Kind::Switch:
        return new SwitchField(key, parent);
    case Kind::Duration:
        return new ProposingField(key, QStringList{u"15m"_s, u"30m"_s, u"45m"_s, u"1h"_s, u"2h"_s}, false, parent);
    case Kind::List:
        if (!key.values.empty())
            return new ChecksField(key, parent);
        return new ChipsField(key, placeholderFor(key), parent);
    case Kind::Headers:
        return new HeadersField(key, parent);
    case Kind::Preloads:
        return new PreloadField(key, parent);
    }
    Q_UNREACHABLE_RETURN(nullptr);
}

} // namespace Spacewright::Ui
