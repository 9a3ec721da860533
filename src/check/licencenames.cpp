// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/licencenames.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 82> Names{{
    {"apache-2.0"_L1, "Apache License 2.0"_L1},
    {"mit"_L1, "MIT License"_L1},
    {"openrail"_L1, "OpenRAIL"_L1},
    {"bigscience-openrail-m"_L1, "BigScience OpenRAIL-M"_L1},
    {"creativeml-openrail-m"_L1, "CreativeML OpenRAIL-M"_L1},
    {"bigscience-bloom-rail-1.0"_L1, "BigScience BLOOM RAIL 1.0"_L1},
    {"bigcode-openrail-m"_L1, "BigCode OpenRAIL-M"_L1},
    {"afl-3.0"_L1, "Academic Free License 3.0"_L1},
    {"artistic-2.0"_L1, "Artistic License 2.0"_L1},
    {"bsl-1.0"_L1, "Boost Software License 1.0"_L1},
    {"bsd"_L1, "BSD licences"_L1},
    {"bsd-2-clause"_L1, "BSD 2-Clause \"Simplified\" License"_L1},
    {"bsd-3-clause"_L1, "BSD 3-Clause \"New\" or \"Revised\" License"_L1},
    {"bsd-3-clause-clear"_L1, "BSD 3-Clause Clear License"_L1},
    {"c-uda"_L1, "Computational Use of Data Agreement"_L1},
    {"cc"_L1, "Creative Commons licences"_L1},
    {"cc0-1.0"_L1, "Creative Commons Zero 1.0"_L1},
    {"cc-by-2.0"_L1, "Creative Commons Attribution 2.0"_L1},
    {"cc-by-2.5"_L1, "Creative Commons Attribution 2.5"_L1},
    {"cc-by-3.0"_L1, "Creative Commons Attribution 3.0"_L1},
    {"cc-by-4.0"_L1, "Creative Commons Attribution 4.0"_L1},
    {"cc-by-sa-3.0"_L1, "Creative Commons Attribution Share Alike 3.0"_L1},
    {"cc-by-sa-4.0"_L1, "Creative Commons Attribution Share Alike 4.0"_L1},
    {"cc-by-nc-2.0"_L1, "Creative Commons Attribution Non Commercial 2.0"_L1},
    {"cc-by-nc-3.0"_L1, "Creative Commons Attribution Non Commercial 3.0"_L1},
    {"cc-by-nc-4.0"_L1, "Creative Commons Attribution Non Commercial 4.0"_L1},
    {"cc-by-nd-4.0"_L1, "Creative Commons Attribution No Derivatives 4.0"_L1},
    {"cc-by-nc-nd-3.0"_L1, "Creative Commons Attribution Non Commercial No Derivatives 3.0"_L1},
    {"cc-by-nc-nd-4.0"_L1, "Creative Commons Attribution Non Commercial No Derivatives 4.0"_L1},
    {"cc-by-nc-sa-2.0"_L1, "Creative Commons Attribution Non Commercial Share Alike 2.0"_L1},
    {"cc-by-nc-sa-3.0"_L1, "Creative Commons Attribution Non Commercial Share Alike 3.0"_L1},
    {"cc-by-nc-sa-4.0"_L1, "Creative Commons Attribution Non Commercial Share Alike 4.0"_L1},
    {"cdla-sharing-1.0"_L1, "Community Data License Agreement, Sharing 1.0"_L1},
    {"cdla-permissive-1.0"_L1, "Community Data License Agreement, Permissive 1.0"_L1},
    {"cdla-permissive-2.0"_L1, "Community Data License Agreement, Permissive 2.0"_L1},
    {"wtfpl"_L1, "Do What The F*ck You Want To Public License"_L1},
    {"ecl-2.0"_L1, "Educational Community License 2.0"_L1},
    {"epl-1.0"_L1, "Eclipse Public License 1.0"_L1},
    {"epl-2.0"_L1, "Eclipse Public License 2.0"_L1},
    {"etalab-2.0"_L1, "Etalab Open License 2.0"_L1},
    {"eupl-1.1"_L1, "European Union Public License 1.1"_L1},
    {"eupl-1.2"_L1, "European Union Public License 1.2"_L1},
    {"agpl-3.0"_L1, "GNU Affero General Public License 3.0"_L1},
    {"gfdl"_L1, "GNU Free Documentation License"_L1},
    {"gpl"_L1, "GNU General Public License, any version"_L1},
    {"gpl-2.0"_L1, "GNU General Public License 2.0"_L1},
    {"gpl-3.0"_L1, "GNU General Public License 3.0"_L1},
    {"lgpl"_L1, "GNU Lesser General Public License, any version"_L1},
    {"lgpl-2.1"_L1, "GNU Lesser General Public License 2.1"_L1},
    {"lgpl-3.0"_L1, "GNU Lesser General Public License 3.0"_L1},
    {"isc"_L1, "ISC License"_L1},
    {"h-research"_L1, "H Research License"_L1},
    {"intel-research"_L1, "Intel Research Use License"_L1},
    {"lppl-1.3c"_L1, "LaTeX Project Public License 1.3c"_L1},
    {"ms-pl"_L1, "Microsoft Public License"_L1},
    {"apple-ascl"_L1, "Apple Sample Code License"_L1},
    {"apple-amlr"_L1, "Apple Model License for Research"_L1},
    {"mpl-2.0"_L1, "Mozilla Public License 2.0"_L1},
    {"odc-by"_L1, "Open Data Commons Attribution License"_L1},
    {"odbl"_L1, "Open Database License"_L1},
    {"openmdw-1.0"_L1, "Open Model, Data and Weights License 1.0"_L1},
    {"openrail++"_L1, "OpenRAIL++"_L1},
    {"osl-3.0"_L1, "Open Software License 3.0"_L1},
    {"postgresql"_L1, "PostgreSQL License"_L1},
    {"ofl-1.1"_L1, "SIL Open Font License 1.1"_L1},
    {"ncsa"_L1, "University of Illinois/NCSA Open Source License"_L1},
    {"unlicense"_L1, "The Unlicense"_L1},
    {"zlib"_L1, "zlib License"_L1},
    {"pddl"_L1, "Open Data Commons Public Domain Dedication and License"_L1},
    {"lgpl-lr"_L1, "Lesser General Public License For Linguistic Resources"_L1},
    {"deepfloyd-if-license"_L1, "DeepFloyd IF Research License"_L1},
    {"fair-noncommercial-research-license"_L1, "FAIR Noncommercial Research License"_L1},
    {"unknown"_L1, "Unknown"_L1},
    {"other"_L1, "Other, with a name and a link"_L1},
    {"llama2"_L1, "Llama 2 Community License"_L1},
    {"llama3"_L1, "Llama 3 Community License"_L1},
    {"llama3.1"_L1, "Llama 3.1 Community License"_L1},
    {"llama3.2"_L1, "Llama 3.2 Community License"_L1},
    {"llama3.3"_L1, "Llama 3.3 Community License"_L1},
    {"llama4"_L1, "Llama 4 Community License"_L1},
    {"grok2-community"_L1, "Grok 2 Community License"_L1},
    {"gemma"_L1, "Gemma Terms of Use"_L1},
}};

} // namespace

QString licenceName(QAnyStringView id)
{
    const auto *found = std::ranges::find_if(Names, [id](const auto &row) { return row.first == id; });
    return found == Names.end() ? id.toString() : QString(found->second);
}

} // namespace Spacewright::Check
