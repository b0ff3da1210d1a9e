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
  if(DEMANDCAST_TESTS)
    add_executable(${target}_tests)
    target_link_libraries(${target}_tests PRIVATE ${target} fmt::fmt nlohmann_json::nlohmann_json ${ROOM_LINK} GTest::gtest_main
                                                  GTest::gmock)
    include(GoogleTest)
    gtest_discover_tests(${target}_tests TEST_PREFIX "${ROOM_NAME}: " DISCOVERY_MODE PRE_TEST
                         PROPERTIES ENVIRONMENT "DEMANDCAST_SHARED_DATA=${PROJECT_SOURCE_DIR}/../shared/data")
  endif()
endfunction()

# demandcast_sources(data SOURCES panel.cpp TESTS panel_test.cpp): files of the current folder, for a room.
function(demandcast_sources room)
  cmake_parse_arguments(FILES "" "" "SOURCES;TESTS" ${ARGN})
  list(TRANSFORM FILES_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM FILES_TESTS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  target_sources(demandcast_${room} PRIVATE ${FILES_SOURCES})
  if(DEMANDCAST_TESTS)
    target_sources(demandcast_${room}_tests PRIVATE ${FILES_TESTS})
  endif()
endfunction()
