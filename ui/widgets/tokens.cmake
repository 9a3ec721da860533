# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DINPUT=tokens.json -DOUTPUT=tokens.h -P tokens.cmake
# Turns the colour tokens into a C++ table, so that no colour is written anywhere else.
file(READ ${INPUT} json)
string(JSON count LENGTH ${json})
math(EXPR last "${count} - 1")

foreach(index RANGE ${last})
    string(JSON key MEMBER ${json} ${index})
    string(JSON light GET ${json} ${key} 0)
    string(JSON dark GET ${json} ${key} 1)
    foreach(colour IN ITEMS ${light} ${dark})
        if(NOT colour MATCHES "^#[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]$")
            message(FATAL_ERROR "${INPUT}: the token ${key} has ${colour}; write it as #RRGGBB.")
        endif()
    endforeach()
    string(SUBSTRING ${key} 0 1 initial)
    string(TOUPPER ${initial} initial)
    string(SUBSTRING ${key} 1 -1 rest)
    string(REPLACE "#" "0xFF" light ${light})
    string(REPLACE "#" "0xFF" dark ${dark})
    string(APPEND names "    ${initial}${rest},\n")
    string(APPEND table "    TokenColors{\"${key}\", ${light}, ${dark}},\n")
endforeach()

file(CONFIGURE OUTPUT ${OUTPUT} @ONLY NEWLINE_STYLE UNIX CONTENT [[
// Made from resources/theme/tokens.json by tokens.cmake.
#pragma once

#include <QRgb>

#include <array>

namespace Spacewright::Ui {

/// A colour by its meaning, never by its hue.
enum class Token {
@names@};

struct TokenColors
{
    const char *name;
    QRgb light;
    QRgb dark;
};

inline constexpr std::array TokenTable{
@table@};

} // namespace Spacewright::Ui
]])
