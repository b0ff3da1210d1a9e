# What needs LibTorch: the rooms nn and training and the networks of models, in a static library for their tests, and
# libdemandcast_neural, which holds them beside libdemandcast and is opened by forecast/neural_library.h when a network
# is asked for. Its one exported symbol is demandcast_neural.
# SPDX-License-Identifier: Apache-2.0
find_package(Boost 1.74 REQUIRED CONFIG) # headers: quantiles of distributions
add_library(demandcast_networks STATIC)
target_link_libraries(demandcast_networks PUBLIC demandcast demandcast_settings Torch::torch PRIVATE Boost::headers)
# The wheel brings headers of another fmt than the system's, and they come first; its library has not all of them.
target_compile_definitions(demandcast_networks PUBLIC FMT_HEADER_ONLY=1)
set_target_properties(demandcast_networks PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)

# Precompiles the headers of LibTorch that its users include. ccache keeps what is compiled with them only when it is
# told that this is meant.
function(demandcast_with_torch_headers target)
  target_precompile_headers(${target} PRIVATE <torch/nn/module.h> <torch/nn/modules/linear.h>
                            <torch/nn/modules/normalization.h> <torch/nn/modules/rnn.h> <torch/nn/modules/embedding.h>
                            <torch/nn/modules/container/modulelist.h>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND DEMANDCAST_CCACHE)
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER
                          "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${DEMANDCAST_CCACHE}")
  endif()
endfunction()
demandcast_with_torch_headers(demandcast_networks)

add_library(demandcast_neural MODULE)
target_link_libraries(demandcast_neural PRIVATE demandcast_networks demandcast_settings)
set_target_properties(demandcast_neural PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib
                      INSTALL_RPATH "$ORIGIN;${TorchWheel_LIBRARY_DIR}")
install(TARGETS demandcast_neural LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})

# demandcast_neural_sources(SOURCES pinball.cpp TESTS pinball_test.cpp): files of the current folder.
function(demandcast_neural_sources)
  cmake_parse_arguments(FILES "" "" "SOURCES;TESTS" ${ARGN})
  list(TRANSFORM FILES_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM FILES_TESTS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  target_sources(demandcast_networks PRIVATE ${FILES_SOURCES})
  if(NOT DEMANDCAST_TESTS OR NOT FILES_TESTS)
    return()
  endif()
  if(NOT TARGET demandcast_networks_tests)
    add_executable(demandcast_networks_tests)
    target_link_libraries(demandcast_networks_tests PRIVATE demandcast_networks GTest::gtest_main GTest::gmock)
    demandcast_with_torch_headers(demandcast_networks_tests)
    include(GoogleTest)
    gtest_discover_tests(demandcast_networks_tests TEST_PREFIX "networks: " DISCOVERY_MODE PRE_TEST)
  endif()
  target_sources(demandcast_networks_tests PRIVATE ${FILES_TESTS})
endfunction()

function(demandcast_neural_entry file)
  target_sources(demandcast_neural PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${file})
endfunction()
