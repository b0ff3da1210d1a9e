// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/neural_library.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <string>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string refusal(const std::string& file) {
  try {
    open_neural_library(file);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "was opened";
}

std::string strange(const std::string& name) {
  return std::string(STRANGE_LIBRARIES) + "/libdemandcast_neural_" + name + ".so";
}

TEST(NeuralLibrary, TellsWhereItLookedWhenItIsNotInstalled) {
  try {
    neural_library();
    FAIL() << "nothing is installed beside this program";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("/libdemandcast_neural.so"), HasSubstr("DEMANDCAST_NEURAL")));
  }
}

TEST(NeuralLibrary, RefusesAFileThatCannotBeOpenedOrIsSomethingElse) {
  EXPECT_THAT(refusal("/nowhere/libdemandcast_neural.so"), HasSubstr("cannot be opened"));
  EXPECT_THAT(refusal(strange("no_symbol")), HasSubstr("no symbol demandcast_neural"));
}

TEST(NeuralLibrary, RefusesOtherVersionsOfInterfaceAndRelease) {
  EXPECT_THAT(refusal(strange("old_interface")), HasSubstr("speaks version"));
  EXPECT_THAT(refusal(strange("other_release")), HasSubstr("belongs to demandcast 0.0.1"));
}

#ifdef NEURAL_LIBRARY

bool libtorch_is_loaded() {
  std::stringstream maps;
  maps << std::ifstream("/proc/self/maps").rdbuf();
  return maps.str().find("libtorch_cpu") != std::string::npos;
}

// Stands before the tests that open the library: it stays open until the process ends.
TEST(NeuralLibrary, BringsLibTorchOnlyWhenItIsOpened) {
  ASSERT_FALSE(libtorch_is_loaded());
  open_neural_library(NEURAL_LIBRARY);
  EXPECT_TRUE(libtorch_is_loaded());
}

TEST(NeuralLibrary, MakesItsNetworksAndThrowsTheErrorsOfTheMainLibrary) {
  const NeuralInterface& library = open_neural_library(NEURAL_LIBRARY);
  EXPECT_NE(library.make("mq_cnn", {{"updates", "3"}}), nullptr);
  EXPECT_THROW(library.make("mq_cnn", {{"updates", "none"}}), ConfigError);
  EXPECT_THROW(library.make("ets", {}), ConfigError);
  const Artifact empty;
  EXPECT_THROW(library.load("mq_cnn", {}, ArtifactReader(empty)), FormatError);
}

#endif

}  // namespace
}  // namespace demandcast
