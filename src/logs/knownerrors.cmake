# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DINPUT=knownerrors.json -DOUTPUT=knownerrortexts.h -P knownerrors.cmake
# Marks the texts of the catalogue for translation: lupdate reads C++ and no JSON. Nothing else includes the header.
file(READ ${INPUT} json)
string(JSON errors GET "${json}" errors)
string(JSON count LENGTH "${errors}")
math(EXPR last "${count} - 1")
foreach(index RANGE ${last})
    string(JSON row GET "${errors}" ${index})
    foreach(key IN ITEMS subject meaning wayOut)
        string(JSON text GET "${row}" ${key})
        string(REPLACE "\\" "\\\\" text "${text}")
        string(REPLACE "\"" "\\\"" text "${text}")
        string(REPLACE "\n" "\\n" text "${text}")
        string(APPEND texts "    QT_TRANSLATE_NOOP(\"KnownErrors\", \"${text}\"),\n")
    endforeach()
endforeach()
file(WRITE ${OUTPUT} "// Made from src/logs/knownerrors.json by knownerrors.cmake.\n#pragma once\n\nconst char *const KnownErrorTexts[] = {\n${texts}};\n")
