# Installs into an empty folder, builds tests/consumer against what is there, runs it and the installed command.
#   cmake -D BUILD=build/dev -D SOURCE=tests/consumer -D WORK=folder -D COMPILER=g++ -D NEURAL=ON -P consumer_test.cmake
# SPDX-License-Identifier: Apache-2.0
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE output)
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G Ninja -D CMAKE_PREFIX_PATH=${WORK}/prefix
    -D CMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer)
if(NOT output MATCHES "seasonal_naive\n" OR NOT output MATCHES "0\\.1\\.0: ")
  message(FATAL_ERROR "the consumer said: ${output}")
endif()
if(NEURAL)
  run(${WORK}/build/consumer networks)
  if(NOT output MATCHES "LibTorch 2")
    message(FATAL_ERROR "the consumer said: ${output}")
  endif()
endif()
run(${WORK}/prefix/bin/demandcast models)
if(NOT output MATCHES "seasonal_naive")
  message(FATAL_ERROR "the installed command said: ${output}")
endif()
