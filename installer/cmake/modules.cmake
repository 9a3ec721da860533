# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later

# spacewright_module(<name> SOURCES ... [PUBLIC targets...] [PRIVATE targets...])
#
# One folder, one static library Spacewright::<name>, one namespace. Other modules include its
# headers as "<name>/header.h"; what is not named here cannot be linked, and tests/architecture
# refuses an include that is not on the map.
function(spacewright_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    set(target spacewright_${name})
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(Spacewright::${name} ALIAS ${target})
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH root)
    target_include_directories(${target} PUBLIC ${root})
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
endfunction()

# The last line of a Qt Test in which every function skipped: initTestCase and cleanupTestCase count as passed,
# and neither does where the first one skips.
set(SPACEWRIGHT_ALL_SKIPPED "Totals: [012] passed, 0 failed, [1-9][0-9]* skipped")

# spacewright_test(<module>/<unit> [SOURCES ...] [LINK targets...] [LABELS ...] [TIMEOUT seconds]
#                  [ENVIRONMENT VAR=value ...] [SERIAL])
#
# Builds tests/<module>/tst_<unit>.cpp against Spacewright::<module> and registers it with ctest.
# Every test gets a home of its own and the offscreen platform, and asks no package index for what it checks. One in which all functions skipped is skipped for ctest.
function(spacewright_test path)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT")
    cmake_path(GET path PARENT_PATH module)
    cmake_path(GET path FILENAME unit)
    set(target tst_${module}_${unit})
    add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/${module}/tst_${unit}.cpp ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_link_libraries(${target} PRIVATE Qt6::Test Spacewright::testsupport ${arg_LINK})
    if(TARGET Spacewright::${module})
        target_link_libraries(${target} PRIVATE Spacewright::${module})
    endif()
    add_test(NAME ${module}/${unit} COMMAND ${target})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${module}/${unit} PROPERTIES
        LABELS "${module};${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} COST ${arg_TIMEOUT} 
        SKIP_REGULAR_EXPRESSION "${SPACEWRIGHT_ALL_SKIPPED}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SPACEWRIGHT_OFFLINE=1;HOME=${CMAKE_CURRENT_BINARY_DIR}/home;${arg_ENVIRONMENT}")
    if(arg_SERIAL)
        set_tests_properties(${module}/${unit} PROPERTIES RUN_SERIAL ON)
    endif()
endfunction()
