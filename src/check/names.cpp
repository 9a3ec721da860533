// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"

#include "check/headerkeys.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

constexpr QLatin1StringView Colours[] = {
    "red"_L1, "yellow"_L1, "green"_L1, "blue"_L1, "indigo"_L1, "purple"_L1, "pink"_L1, "gray"_L1,
};
constexpr QLatin1StringView Licences[] = {
    "apache-2.0"_L1,
    "mit"_L1,
    "openrail"_L1,
    "bigscience-openrail-m"_L1,
    "creativeml-openrail-m"_L1,
    "bigscience-bloom-rail-1.0"_L1,
    "bigcode-openrail-m"_L1,
    "afl-3.0"_L1,
    "artistic-2.0"_L1,
    "bsl-1.0"_L1,
    "bsd"_L1,
    "bsd-2-clause"_L1,
    "bsd-3-clause"_L1,
    "bsd-3-clause-clear"_L1,
    "c-uda"_L1,
    "cc"_L1,
    "cc0-1.0"_L1,
    "cc-by-2.0"_L1,
    "cc-by-2.5"_L1,
    "cc-by-3.0"_L1,
    "cc-by-4.0"_L1,
    "cc-by-sa-3.0"_L1,
    "cc-by-sa-4.0"_L1,
    "cc-by-nc-2.0"_L1,
    "cc-by-nc-3.0"_L1,
    "cc-by-nc-4.0"_L1,
    "cc-by-nd-4.0"_L1,
    "cc-by-nc-nd-3.0"_L1,
    "cc-by-nc-nd-4.0"_L1,
    "cc-by-nc-sa-2.0"_L1,
    "cc-by-nc-sa-3.0"_L1,
    "cc-by-nc-sa-4.0"_L1,
    "cdla-sharing-1.0"_L1,
    "cdla-permissive-1.0"_L1,
    "cdla-permissive-2.0"_L1,
    "wtfpl"_L1,
    "ecl-2.0"_L1,
    "epl-1.0"_L1,
    "epl-2.0"_L1,
    "etalab-2.0"_L1,
    "eupl-1.1"_L1,
    "eupl-1.2"_L1,
    "agpl-3.0"_L1,
    "gfdl"_L1,
    "gpl"_L1,
    "gpl-2.0"_L1,
    "gpl-3.0"_L1,
    "lgpl"_L1,
    "lgpl-2.1"_L1,
    "lgpl-3.0"_L1,
    "isc"_L1,
    "h-research"_L1,
    "intel-research"_L1,
    "lppl-1.3c"_L1,
    "ms-pl"_L1,
    "apple-ascl"_L1,
    "apple-amlr"_L1,
    "mpl-2.0"_L1,
    "odc-by"_L1,
    "odbl"_L1,
    "openmdw-1.0"_L1,
    "openrail++"_L1,
    "osl-3.0"_L1,
    "postgresql"_L1,
    "ofl-1.1"_L1,
    "ncsa"_L1,
    "unlicense"_L1,
    "zlib"_L1,
    "pddl"_L1,
    "lgpl-lr"_L1,
    "deepfloyd-if-license"_L1,
    "fair-noncommercial-research-license"_L1,
    "llama2"_L1,
    "llama3"_L1,
    "llama3.1"_L1,
    "llama3.2"_L1,
    "llama3.3"_L1,
    "llama4"_L1,
    "grok2-community"_L1,
    "gemma"_L1,
    "unknown"_L1,
    "other"_L1,
};
constexpr QLatin1StringView Flavours[] = {
    "cpu-basic"_L1,  "cpu-upgrade"_L1,  "cpu-xl"_L1,       "zero-a10g"_L1,  "t4-small"_L1, "t4-medium"_L1,
    "l4x1"_L1,       "l4x4"_L1,         "l40sx1"_L1,       "l40sx4"_L1,     "l40sx8"_L1,   "a10g-small"_L1,
    "a10g-large"_L1, "a10g-largex2"_L1, "a10g-largex4"_L1, "a100-large"_L1, "a100x4"_L1,   "a100x8"_L1,
};
constexpr QLatin1StringView OauthScopes[] = {
    "email"_L1,
    "read-billing"_L1,
    "read-memberships"_L1,
    "read-repos"_L1,
    "gated-repos"_L1,
    "contribute-repos"_L1,
    "write-repos"_L1,
    "manage-repos"_L1,
    "read-collections"_L1,
    "write-collections"_L1,
    "inference-api"_L1,
    "read-endpoints"_L1,
    "write-endpoints"_L1,
    "jobs"_L1,
    "webhooks"_L1,
    "write-discussions"_L1,
    "read-mcp"_L1,
    "openid"_L1,
    "profile"_L1,
};

/// What is imported under one name and installed under another.
struct Misnamed {
    QLatin1StringView written; ///< in lower case; not on the index, or something else there
    QLatin1StringView package;
};
constexpr Misnamed MisnamedPackages[] = {
    {"cv2"_L1, "opencv-python"_L1},
    {"opencv"_L1, "opencv-python"_L1},
    {"pil"_L1, "pillow"_L1},
    {"sklearn"_L1, "scikit-learn"_L1},
    {"sci-kit-learn"_L1, "scikit-learn"_L1},
    {"skimage"_L1, "scikit-image"_L1},
    {"yaml"_L1, "pyyaml"_L1},
    {"dotenv"_L1, "python-dotenv"_L1},
    {"dateutil"_L1, "python-dateutil"_L1},
    {"crypto"_L1, "pycryptodome"_L1},
    {"openssl"_L1, "pyopenssl"_L1},
    {"fitz"_L1, "pymupdf"_L1},
    {"docx"_L1, "python-docx"_L1},
    {"git"_L1, "gitpython"_L1},
    {"magic"_L1, "python-magic"_L1},
    {"mysqldb"_L1, "mysqlclient"_L1},
    {"googleapiclient"_L1, "google-api-python-client"_L1},
    {"huggingfacehub"_L1, "huggingface_hub"_L1},
    {"wx"_L1, "wxpython"_L1},
};

constexpr QLatin1StringView StandardModules[] = {
    "os"_L1,      "sys"_L1,     "json"_L1,   "time"_L1,      "re"_L1,          "sqlite3"_L1,
    "tkinter"_L1, "random"_L1,  "math"_L1,   "itertools"_L1, "collections"_L1, "subprocess"_L1,
    "urllib"_L1,  "io"_L1,      "shutil"_L1, "tempfile"_L1,  "threading"_L1,   "csv"_L1,
    "base64"_L1,  "hashlib"_L1, "pickle"_L1, "unittest"_L1,  "contextlib"_L1,  "glob"_L1,
    "socket"_L1,  "string"_L1,  "copy"_L1,   "zipfile"_L1,   "warnings"_L1};

QString plain(QStringView name)
{
    QString result;
    for (const QChar c : name) {
        if (c.isLetterOrNumber() || c == u'+' || c == u'.')
            result += c.toLower();
    }
    return result;
}

/// Levenshtein's distance, with two swapped neighbours counted as one change.
int distance(QStringView a, QStringView b)
{
    const auto width = size_t(b.size()) + 1;
    std::vector<int> before(width), last(width), row(width);
    for (size_t j = 0; j < width; ++j)
        last[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (size_t j = 1; j < width; ++j) {
            const QChar x = a.at(i - 1);
            const QChar y = b.at(qsizetype(j) - 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (x == y ? 0 : 1)});
            if (i > 1 && j > 1 && x == b.at(qsizetype(j) - 2) && a.at(i - 2) == y)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

std::span<const QLatin1StringView> headerKeys()
{
    static const std::vector<QLatin1StringView> Names = [] {
        std::vector<QLatin1StringView> names;
        for (const HeaderKey &key : headerKeyTable())
            names.push_back(key.name);
        return names;
    }();
    return Names;
}

std::span<const QLatin1StringView> colours()
{
    return Colours;
}

std::span<const QLatin1StringView> licences()
{
    return Licences;
}

std::span<const QLatin1StringView> flavours()
{
    return Flavours;
}

std::span<const QLatin1StringView> oauthScopes()
{
    return OauthScopes;
}

QLatin1StringView packageOfModule(QStringView name)
{
    const auto *known =
        std::ranges::find_if(MisnamedPackages, [name](const Misnamed &row) { return row.written == name; });
    return known == std::end(MisnamedPackages) ? QLatin1StringView() : known->package;
}

bool isPackageOfModule(QStringView package)
{
    return std::ranges::any_of(MisnamedPackages, [package](const Misnamed &row) { return row.package == package; });
}

bool isStandardModule(QStringView name)
{
    return contains(StandardModules, name);
}

bool isLoopback(QStringView host)
{
    return host == "127.0.0.1"_L1 || host == "localhost"_L1 || host == "::1"_L1;
}

bool contains(std::span<const QLatin1StringView> names, QStringView name)
{
    return std::ranges::any_of(names, [name](QLatin1StringView known) { return name == known; });
}

QString closest(std::span<const QLatin1StringView> names, const QString &written, int mostChanges)
{
    constexpr qsizetype Longest = 64; // longer than every name
    if (written.isEmpty() || written.size() > Longest)
        return {};
    const QString wanted = plain(written);
    QString best;
    int bestDistance = mostChanges + 1;
    bool isTied = false;
    for (const QLatin1StringView name : names) {
        const QString candidate = plain(QString(name));
        if (candidate == wanted)
            return name;
        // In short names two letters make another word.
        const int allowed = candidate.size() <= 4 ? 1 : mostChanges;
        if (std::abs(candidate.size() - wanted.size()) > allowed)
            continue; // each letter more is a change
        const int changes = distance(wanted, candidate);
        if (changes > allowed || changes > bestDistance)
            continue;
        isTied = changes == bestDistance;
        bestDistance = changes;
        best = name;
    }
    return isTied ? QString() : best;
}

QString shown(const QString &text, qsizetype longest)
{
    QString result = text.size() <= longest ? text : QString(text.left(longest - 1) + u'…');
    for (QChar &c : result) {
        if (c.category() == QChar::Other_Control)
            c = u'?';
    }
    return result;
}

} // namespace Spacewright::Check
