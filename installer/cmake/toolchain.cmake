# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COMPILE_WARNING_AS_ERROR ON)

option(BUILD_TESTING "Build the tests" ON)
option(SPACEWRIGHT_ASAN "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(SPACEWRIGHT_COVERAGE "Count which lines run" OFF)
option(SPACEWRIGHT_FUZZ "Build the libFuzzer targets of tests/fuzz (clang)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
    # Relative paths, so that a second checkout finds what the first one compiled.
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MOLD mold)
if(MOLD)
    set(CMAKE_LINKER_TYPE MOLD)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wshadow
    -Wcast-align -Wold-style-cast -Wformat=2 -Wimplicit-fallthrough
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
add_compile_definitions(
    QT_NO_CAST_TO_ASCII QT_RESTRICTED_CAST_FROM_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_USE_QSTRINGBUILDER QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS QT_NO_CONTEXTLESS_CONNECT
    $<$<CONFIG:Release>:QT_NO_DEBUG_OUTPUT>)

if(SPACEWRIGHT_ASAN)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()
if(SPACEWRIGHT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SPACEWRIGHT_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
