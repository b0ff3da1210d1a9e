# LibTorch as it comes inside the torch wheel: Torch::torch. Not the wheel's own config, which wants a CUDA toolkit when
# the wheel was built with one.
# SPDX-License-Identifier: Apache-2.0
find_package(Python3 REQUIRED COMPONENTS Interpreter)
# The package is found, not imported: an import would take seconds.
execute_process(
  COMMAND ${Python3_EXECUTABLE} -c "import importlib.metadata as m, importlib.util as u, os; print(m.version('torch'), os.path.dirname(u.find_spec('torch').origin), sep=';')"
  OUTPUT_VARIABLE wheel OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
if(failed)
  message(FATAL_ERROR "torch is missing for ${Python3_EXECUTABLE}: pip install -r requirements.txt, or run ./dev setup, "
                      "or build without networks by -DDEMANDCAST_NEURAL=OFF")
endif()
list(GET wheel 0 TorchWheel_VERSION)
list(GET wheel 1 folder)
find_path(TorchWheel_INCLUDE_DIR ATen/ATen.h PATHS ${folder}/include NO_DEFAULT_PATH NO_CACHE)
set(TorchWheel_LIBRARY_DIR ${folder}/lib)
foreach(name torch torch_cpu c10)
  find_library(TorchWheel_${name} ${name} PATHS ${folder}/lib NO_DEFAULT_PATH NO_CACHE)
  if(TorchWheel_${name})
    add_library(Torch::${name} SHARED IMPORTED)
    set_target_properties(Torch::${name} PROPERTIES IMPORTED_LOCATION ${TorchWheel_${name}} INTERFACE_INCLUDE_DIRECTORIES
                          "${TorchWheel_INCLUDE_DIR};${TorchWheel_INCLUDE_DIR}/torch/csrc/api/include")
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(TorchWheel REQUIRED_VARS TorchWheel_INCLUDE_DIR TorchWheel_torch TorchWheel_torch_cpu
                                  TorchWheel_c10 VERSION_VAR TorchWheel_VERSION)
if(TARGET Torch::torch)
  set_property(TARGET Torch::torch PROPERTY INTERFACE_LINK_LIBRARIES Torch::torch_cpu Torch::c10)
endif()
