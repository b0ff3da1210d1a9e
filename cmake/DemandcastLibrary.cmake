# libdemandcast: all rooms in one shared library, for the command, for libdemandcast_neural and for other people's CMake.
# SPDX-License-Identifier: Apache-2.0
get_property(rooms GLOBAL PROPERTY DEMANDCAST_ROOMS)
get_property(third_parties GLOBAL PROPERTY DEMANDCAST_THIRD_PARTIES)
list(REMOVE_DUPLICATES third_parties)

add_library(demandcast SHARED)
add_library(demandcast::demandcast ALIAS demandcast)
foreach(room IN LISTS rooms)
  target_sources(demandcast PRIVATE $<TARGET_OBJECTS:${room}>)
endforeach()
target_link_libraries(demandcast PRIVATE $<BUILD_INTERFACE:demandcast_settings> fmt::fmt Threads::Threads ${third_parties}
                                         ${CMAKE_DL_LIBS})
target_compile_features(demandcast PUBLIC cxx_std_20)
target_include_directories(demandcast PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
                           $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# The wheels' folders are named: CMake leaves link paths inside the project, as those of ./dev's .venv, out of an install.
# Within 0.y any release may change the binary interface.
set_target_properties(demandcast PROPERTIES VERSION ${PROJECT_VERSION}
                      SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} LINKER_LANGUAGE CXX
                      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib
                      INSTALL_RPATH "$ORIGIN;${ArrowWheel_LIBRARY_DIR}")

include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/demandcast)
install(TARGETS demandcast EXPORT demandcast)
install(EXPORT demandcast NAMESPACE demandcast:: FILE demandcast-config.cmake DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/demandcast-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/demandcast-config-version.cmake DESTINATION ${package})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/demandcast ${PROJECT_BINARY_DIR}/generated/demandcast
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h" PATTERN "*.def"
        PATTERN "*golden*" EXCLUDE PATTERN "*_test.h" EXCLUDE PATTERN "*arrow*.h" EXCLUDE
        PATTERN "nn" EXCLUDE PATTERN "training" EXCLUDE PATTERN "network" EXCLUDE)
