# A room is one folder of src/demandcast: a static library of its sources and one test program of the tests beside them.
# SPDX-License-Identifier: Apache-2.0

# demandcast_room(NAME data DEPENDS core LINK Arrow::arrow)
#   DEPENDS  rooms whose headers this room may include (tools/check_rooms.py holds the same table)
#   LINK     third-party targets, private to the room
function(demandcast_room)
  cmake_parse_arguments(ROOM "" "NAME" "DEPENDS;LINK" ${ARGN})
  set(target demandcast_${ROOM_NAME})
  add_library(${target} STATIC)
  target_link_libraries(${target} PUBLIC demandcast_settings PRIVATE fmt::fmt nlohmann_json::nlohmann_json Threads::Threads
                                                                     ${ROOM_LINK})
  foreach(room IN LISTS ROOM_DEPENDS)
    target_link_libraries(${target} PUBLIC demandcast_${room})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY DEMANDCAST_ROOMS ${target})
  set_property(GLOBAL APPEND PROPERTY DEMANDCAST_THIRD_PARTIES ${ROOM_LINK})
endfunction()

# demandcast_sources(data SOURCES panel.cpp TESTS panel_test.cpp): files of the current folder, for a room. The first
# tests of a room make its test program.
function(demandcast_sources room)
  cmake_parse_arguments(FILES "" "" "SOURCES;TESTS" ${ARGN})
  list(TRANSFORM FILES_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM FILES_TESTS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  if(FILES_SOURCES)
    target_sources(demandcast_${room} PRIVATE ${FILES_SOURCES})
  endif()
  if(NOT DEMANDCAST_TESTS OR NOT FILES_TESTS)
    return()
  endif()
  set(program demandcast_${room}_tests)
  if(NOT TARGET ${program})
    add_executable(${program})
    get_target_property(folder demandcast_${room} BINARY_DIR)
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${folder})
    target_link_libraries(${program} PRIVATE demandcast_${room} fmt::fmt nlohmann_json::nlohmann_json GTest::gtest_main
                                             GTest::gmock)
    include(GoogleTest)
    gtest_discover_tests(${program} TEST_PREFIX "${room}: " DISCOVERY_MODE PRE_TEST
                         PROPERTIES ENVIRONMENT "DEMANDCAST_SHARED_DATA=${PROJECT_SOURCE_DIR}/../shared/data")
  endif()
  target_sources(${program} PRIVATE ${FILES_TESTS})
endfunction()
