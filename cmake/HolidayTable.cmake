# The table of public holidays, made from the Python package `holidays`; made again when its maker or pin changes.
# SPDX-License-Identifier: Apache-2.0

# demandcast_holiday_table(data): adds the generated source to a room.
function(demandcast_holiday_table room)
  set(requirements ${PROJECT_SOURCE_DIR}/requirements.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${requirements})
  file(STRINGS ${requirements} pin REGEX "^holidays==")
  string(REPLACE "holidays==" "" version "${pin}")
  set(maker ${PROJECT_SOURCE_DIR}/tools/make_holidays.py)
  set(folder ${PROJECT_BINARY_DIR}/generated/demandcast/data)
  file(CONFIGURE OUTPUT ${folder}/holidays_version.txt CONTENT "${version}\n")  # written only when it differs
  add_custom_command(OUTPUT ${folder}/holiday_table.cpp
                     COMMAND ${Python3_EXECUTABLE} ${maker} ${folder}/holiday_table.cpp --wanted ${version}
                     DEPENDS ${maker} ${folder}/holidays_version.txt COMMENT "Making the table of public holidays" VERBATIM)
  target_sources(demandcast_${room} PRIVATE ${folder}/holiday_table.cpp)
endfunction()
