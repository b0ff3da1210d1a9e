# Every header compiles alone: one generated source a header, in one object library that only its test builds.
# SPDX-License-Identifier: Apache-2.0

# demandcast_headers(NAME demandcast_headers FOLDER src EXCLUDE "/nn/" LINK Arrow::arrow)
#   FOLDER   searched for *.h; paths in it are include paths
#   MATCH, EXCLUDE   regular expressions on those paths
function(demandcast_headers)
  cmake_parse_arguments(HEADERS "" "NAME;FOLDER;MATCH;EXCLUDE" "LINK" ${ARGN})
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${HEADERS_FOLDER} ${HEADERS_FOLDER}/*.h)
  if(HEADERS_MATCH)
    list(FILTER headers INCLUDE REGEX "${HEADERS_MATCH}")
  endif()
  if(HEADERS_EXCLUDE)
    list(FILTER headers EXCLUDE REGEX "${HEADERS_EXCLUDE}")
  endif()
  set(sources)
  foreach(header IN LISTS headers)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${HEADERS_NAME}/${header}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n")
    list(APPEND sources ${source})
  endforeach()
  add_library(${HEADERS_NAME} OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(${HEADERS_NAME} PRIVATE demandcast_settings fmt::fmt nlohmann_json::nlohmann_json ${HEADERS_LINK})
  target_include_directories(${HEADERS_NAME} PRIVATE ${HEADERS_FOLDER})
  target_compile_options(${HEADERS_NAME} PRIVATE -O0 -g0 -Wno-unused-function)
  set_target_properties(${HEADERS_NAME} PROPERTIES CXX_CLANG_TIDY "")
  add_test(NAME "headers: each compiles alone (${HEADERS_NAME})"
           COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target ${HEADERS_NAME})
  set_tests_properties("headers: each compiles alone (${HEADERS_NAME})" PROPERTIES RESOURCE_LOCK build_folder)
endfunction()
