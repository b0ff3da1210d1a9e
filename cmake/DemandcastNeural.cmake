# libdemandcast_neural: what needs LibTorch, in a library of its own beside libdemandcast, opened by
# forecast/neural_library.h when a network is asked for. Its one exported symbol is demandcast_neural.
# SPDX-License-Identifier: Apache-2.0
add_library(demandcast_neural MODULE)
target_link_libraries(demandcast_neural PRIVATE demandcast demandcast_settings Torch::torch fmt::fmt)
set_target_properties(demandcast_neural PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib
                      INSTALL_RPATH "$ORIGIN;${TorchWheel_LIBRARY_DIR}")
install(TARGETS demandcast_neural LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})

# demandcast_neural_sources(SOURCES pinball.cpp): files of the current folder.
function(demandcast_neural_sources)
  cmake_parse_arguments(FILES "" "" "SOURCES" ${ARGN})
  list(TRANSFORM FILES_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  target_sources(demandcast_neural PRIVATE ${FILES_SOURCES})
endfunction()
