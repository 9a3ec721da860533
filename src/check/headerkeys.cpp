// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/headerkeys.h"

#include "check/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

using Kind = HeaderKey::Kind;
using Section = HeaderKey::Section;

constexpr UsedBys Python = UsedBys(UsedBy::Gradio) | UsedBy::Streamlit;
constexpr UsedBys Servers = Python | UsedBy::Docker;
constexpr UsedBys All = Servers | UsedBy::Static;

constexpr QLatin1StringView Sdks[] = {"gradio"_L1, "docker"_L1, "static"_L1};
constexpr QLatin1StringView PageHeaders[] = {"default"_L1, "mini"_L1};

const std::vector<HeaderKey> &table()
{
    static const std::vector<HeaderKey> Keys = {
        {"title"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Title"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "The name that people see on the card and in the page. The repository's name "
                           "stands in where it is missing."),
         Kind::Text,
         Section::Appearance,
         All,
         {}},
        {"emoji"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Emoji"),
         QT_TRANSLATE_NOOP("HeaderKey", "Stands beside the title. Emoji characters only."),
         Kind::Emoji,
         Section::Appearance,
         All,
         {}},
        {"colorFrom"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Colour from"),
         QT_TRANSLATE_NOOP("HeaderKey", "Where the card's gradient begins. One of eight names."),
         Kind::Choice,
         Section::Appearance,
         All,
         {},
         colours()},
        {"colorTo"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Colour to"),
         QT_TRANSLATE_NOOP("HeaderKey", "Where the card's gradient ends. One of eight names."),
         Kind::Choice,
         Section::Appearance,
         All,
         {},
         colours()},
        {"short_description"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Short description"),
         QT_TRANSLATE_NOOP("HeaderKey", "One line under the title in lists and search. At most 60 characters."),
         Kind::Text,
         Section::Appearance,
         All,
         {}},
        {"license"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Licence"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "Terms under which others may use the Space. An id that the Hub knows, or "
                           "other with a name and a link."),
         Kind::Choice,
         Section::Appearance,
         All,
         {},
         licences()},
        {"license_name"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Licence name"),
         QT_TRANSLATE_NOOP("HeaderKey", "With license: other. Lower case letters, digits, dots and dashes."),
         Kind::Text,
         Section::Appearance,
         All,
         {}},
        {"license_link"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Licence link"),
         QT_TRANSLATE_NOOP("HeaderKey", "With license: other. LICENSE, LICENSE.md or an address."),
         Kind::Text,
         Section::Appearance,
         All,
         {}},

        {"sdk"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "SDK"),
         QT_TRANSLATE_NOOP("HeaderKey", "What runs the Space: gradio, docker or static. Without it nothing starts."),
         Kind::Choice,
         Section::Runtime,
         All,
         {},
         Sdks},
        {"sdk_version"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "SDK version"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "The Gradio that the Hub installs: three numbers of a published version, in "
                           "quotes."),
         Kind::Version,
         Section::Runtime,
         Python,
         {}},
        {"python_version"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Python"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "In quotes, as \"3.12\" or \"3.12.12\": without them 3.10 is read as 3.1. "
                           "What the Hub takes without the key has changed before."),
         Kind::Version,
         Section::Runtime,
         Python,
         {}},
        {"app_file"_L1, QT_TRANSLATE_NOOP("HeaderKey", "App file"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "What is started, or the page that is opened first, from the top of the "
                           "repository."),
         Kind::Path, Section::Runtime, Python | UsedBy::Static, "app.py"_L1},
        {"app_port"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Port"),
         QT_TRANSLATE_NOOP("HeaderKey", "Where the container listens. Other ports stay inside."), Kind::Number,
         Section::Runtime, UsedBy::Docker, "7860"_L1},
        {"app_build_command"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Build command"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "Runs at each push and makes the page, as npm run build. app_file then names "
                           "a built file."),
         Kind::Command,
         Section::Runtime,
         UsedBy::Static,
         {}},
        {"base_path"_L1, QT_TRANSLATE_NOOP("HeaderKey", "First page"),
         QT_TRANSLATE_NOOP("HeaderKey", "The path that is opened first. Begins with a slash."), Kind::Text,
         Section::Runtime, UsedBys(UsedBy::Gradio) | UsedBy::Docker, "/"_L1},
        {"suggested_hardware"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Suggested hardware"),
         QT_TRANSLATE_NOOP("HeaderKey", "Selected beforehand for whoever duplicates the Space. It assigns nothing."),
         Kind::Choice,
         Section::Runtime,
         Servers,
         {},
         flavours()},
        {"startup_duration_timeout"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Time to start"),
         QT_TRANSLATE_NOOP("HeaderKey", "From the start of the container until it answers, as 45m or 1h."),
         Kind::Duration, Section::Runtime, Servers, "30m"_L1},
        {"preload_from_hub"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Preload"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "Repositories that are downloaded during the build: REPO, REPO FILE,FILE or "
                           "REPO FILE,FILE COMMIT. Private ones are not possible."),
         Kind::Preloads,
         Section::Runtime,
         Servers,
         {}},

        {"models"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Models"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "Ids of the models that the Space uses, as owner/name. Shown as links; without "
                           "the key the Hub looks into the sources."),
         Kind::List,
         Section::Links,
         All,
         {}},
        {"datasets"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Datasets"),
         QT_TRANSLATE_NOOP("HeaderKey", "Ids of the datasets that the Space uses, as owner/name."),
         Kind::List,
         Section::Links,
         All,
         {}},
        {"tags"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Tags"),
         QT_TRANSLATE_NOOP("HeaderKey", "Words that people may filter by."),
         Kind::List,
         Section::Links,
         All,
         {}},

        {"hf_oauth"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Sign-in"),
         QT_TRANSLATE_NOOP("HeaderKey", "Lets visitors sign in with their Hugging Face account."), Kind::Switch,
         Section::SignIn, All, "false"_L1},
        {"hf_oauth_scopes"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Scopes"),
         QT_TRANSLATE_NOOP("HeaderKey", "What visitors are asked to allow beyond their name and picture."),
         Kind::List,
         Section::SignIn,
         All,
         {},
         oauthScopes()},
        {"hf_oauth_expiration_minutes"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Lasts"),
         QT_TRANSLATE_NOOP("HeaderKey", "Minutes until a visitor has to sign in again: 1 to 43200."), Kind::Number,
         Section::SignIn, All, "480"_L1},
        {"hf_oauth_authorized_org"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Organisations"),
         QT_TRANSLATE_NOOP("HeaderKey", "Only their members may sign in."),
         Kind::List,
         Section::SignIn,
         All,
         {}},

        {"pinned"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Pinned"),
         QT_TRANSLATE_NOOP("HeaderKey", "Keeps the Space at the top of your profile."), Kind::Switch, Section::Advanced,
         All, "false"_L1},
        {"thumbnail"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Thumbnail"),
         QT_TRANSLATE_NOOP("HeaderKey", "Address of the picture that is shown where the Space is shared."),
         Kind::Text,
         Section::Advanced,
         All,
         {}},
        {"fullWidth"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Full width"),
         QT_TRANSLATE_NOOP("HeaderKey", "Gives the app the whole width of the page."), Kind::Switch, Section::Advanced,
         All, "true"_L1},
        {"header"_L1, QT_TRANSLATE_NOOP("HeaderKey", "Page header"),
         QT_TRANSLATE_NOOP("HeaderKey", "mini leaves the whole window to the app, with a small header floating above."),
         Kind::Choice, Section::Advanced, All, "default"_L1, PageHeaders},
        {"disable_embedding"_L1, QT_TRANSLATE_NOOP("HeaderKey", "No embedding"),
         QT_TRANSLATE_NOOP("HeaderKey", "Keeps other sites from showing the Space in a frame."), Kind::Switch,
         Section::Advanced, All, "false"_L1},
        {"custom_headers"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Headers"),
         QT_TRANSLATE_NOOP("HeaderKey",
                           "Cross-origin headers that are sent with the page, for threads in the browser. "
                           "Lower case."),
         Kind::Headers,
         Section::Advanced,
         All,
         {}},
        {"duplicated_from"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Duplicated from"),
         QT_TRANSLATE_NOOP("HeaderKey", "The Space that this one was made from. Written by the Hub."),
         Kind::Text,
         Section::Advanced,
         All,
         {}},
        {"dev-mode-folder"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Folder of dev mode"),
         QT_TRANSLATE_NOOP("HeaderKey", "The folder that opens in the editor of dev mode. An absolute path."),
         Kind::Path,
         Section::Advanced,
         Servers,
         {}},

        {"suggested_storage"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Suggested storage"),
         QT_TRANSLATE_NOOP("HeaderKey", "Without effect: persistent storage of this kind was withdrawn."),
         Kind::Text,
         Section::Unused,
         {},
         {}},
        {"metaTitle"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Meta title"),
         QT_TRANSLATE_NOOP("HeaderKey", "Not documented."),
         Kind::Text,
         Section::Unused,
         {},
         {}},
        {"description"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Description"),
         QT_TRANSLATE_NOOP("HeaderKey", "Not documented. short_description is what the Hub shows."),
         Kind::Text,
         Section::Unused,
         {},
         {}},
        {"language"_L1,
         QT_TRANSLATE_NOOP("HeaderKey", "Language"),
         QT_TRANSLATE_NOOP("HeaderKey", "A key of model cards. The Hub accepts it here."),
         Kind::Text,
         Section::Unused,
         {},
         {}},
    };
    return Keys;
}

} // namespace

std::span<const HeaderKey> headerKeyTable()
{
    return table();
}

const HeaderKey *findHeaderKey(QStringView name)
{
    const auto found = std::ranges::find_if(table(), [name](const HeaderKey &key) { return key.name == name; });
    return found == table().cend() ? nullptr : &*found;
}

QString label(const HeaderKey &key)
{
    return QCoreApplication::translate("HeaderKey", key.label);
}

QString help(const HeaderKey &key)
{
    return QCoreApplication::translate("HeaderKey", key.help);
}

bool isUsedBy(const HeaderKey &key, Manifest::Sdk sdk)
{
    switch (sdk) {
    case Manifest::Sdk::Gradio:
        return key.usedBy.testFlag(UsedBy::Gradio);
    case Manifest::Sdk::Streamlit:
        return key.usedBy.testFlag(UsedBy::Streamlit);
    case Manifest::Sdk::Docker:
        return key.usedBy.testFlag(UsedBy::Docker);
    case Manifest::Sdk::Static:
        return key.usedBy.testFlag(UsedBy::Static);
    }
    Q_UNREACHABLE_RETURN(false);
}

} // namespace Spacewright::Check
