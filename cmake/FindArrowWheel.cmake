# Arrow C++ as it comes inside the pyarrow wheel: Arrow::arrow and Arrow::parquet.
# SPDX-License-Identifier: Apache-2.0
find_package(Python3 REQUIRED COMPONENTS Interpreter)
execute_process(
  COMMAND ${Python3_EXECUTABLE} -c "import pyarrow as p; print(p.__version__, p.get_include(), p.get_library_dirs()[0], sep=';')"
  OUTPUT_VARIABLE wheel OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
if(failed)
  message(FATAL_ERROR "pyarrow is missing for ${Python3_EXECUTABLE}: pip install -r requirements.txt, or run ./dev setup")
endif()
list(GET wheel 0 ArrowWheel_VERSION)
list(GET wheel 1 ArrowWheel_INCLUDE_DIR)
list(GET wheel 2 ArrowWheel_LIBRARY_DIR)
foreach(name arrow arrow_compute parquet)
  file(GLOB library ${ArrowWheel_LIBRARY_DIR}/lib${name}.so.*)
  if(library)
    add_library(Arrow::${name} SHARED IMPORTED)
    set_target_properties(Arrow::${name} PROPERTIES IMPORTED_LOCATION ${library}
                          INTERFACE_INCLUDE_DIRECTORIES ${ArrowWheel_INCLUDE_DIR})
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowWheel REQUIRED_VARS ArrowWheel_INCLUDE_DIR ArrowWheel_LIBRARY_DIR
                                  VERSION_VAR ArrowWheel_VERSION)
