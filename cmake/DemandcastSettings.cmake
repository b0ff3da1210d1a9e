# Language, warnings, sanitizers, compiler cache: what every target of this project is built with.
# SPDX-License-Identifier: Apache-2.0
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(DEMANDCAST_CCACHE ccache)
if(DEMANDCAST_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DEMANDCAST_CCACHE})
endif()

add_library(demandcast_settings INTERFACE)
target_include_directories(demandcast_settings INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
target_compile_options(demandcast_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -ffp-contract=off
                       # GCC 12 at -O3 warns of its own string header (bug 105651)
                       $<$<CONFIG:Release>:-Wno-restrict>)
if(DEMANDCAST_WERROR)
  target_compile_options(demandcast_settings INTERFACE -Werror)
endif()
if(DEMANDCAST_SANITIZE)
  target_compile_options(demandcast_settings INTERFACE -fsanitize=${DEMANDCAST_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(demandcast_settings INTERFACE -fsanitize=${DEMANDCAST_SANITIZE})
endif()
