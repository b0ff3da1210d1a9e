// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/neural_library.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <fstream>
#include <limits>
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

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 8> kInputs{1.0, 2.0, 0.5, -1.0, 3.0, 0.25, -2.0, 1.5};  // [4, 2]
constexpr std::array<double, 4> kActual{4.0, kMissing, 0.0, 2.5};

/// The loss as its definition says, row by row.
double slow_loss(const std::array<double, 3>& weights, double level) {
  double sum = 0;
  int observed = 0;
  for (std::size_t row = 0; row < kActual.size(); ++row) {
    if (std::isnan(kActual[row])) continue;
    const double error =
        kActual[row] - (weights[0] * kInputs[2 * row] + weights[1] * kInputs[2 * row + 1] + weights[2]);
    sum += std::fmax(level * error, (level - 1) * error);
    ++observed;
  }
  return sum / observed;
}

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

TEST(NeuralLibrary, TakesTheGradientThatCentralDifferencesGive) {
  const NeuralInterface& library = open_neural_library(NEURAL_LIBRARY);
  const std::array<double, 3> weights{0.3, -0.7, 1.1};
  for (const double level : {0.1, 0.5, 0.9}) {
    std::array<double, 3> gradient{};
    const double loss = library.linear_pinball({kInputs, kActual, weights, level}, gradient);
    EXPECT_NEAR(loss, slow_loss(weights, level), 1e-14) << "level " << level;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      std::array<double, 3> above = weights, below = weights;
      above[i] += 1e-5;
      below[i] -= 1e-5;
      EXPECT_NEAR(gradient[i], (slow_loss(above, level) - slow_loss(below, level)) / 2e-5, 1e-9)
          << "level " << level << ", weight " << i;
    }
  }
}

TEST(NeuralLibrary, ThrowsTheErrorsOfTheMainLibrary) {
  const NeuralInterface& library = open_neural_library(NEURAL_LIBRARY);
  std::array<double, 2> short_gradient{};
  const std::array<double, 3> weights{};
  EXPECT_THROW(library.linear_pinball({kInputs, kActual, weights, 0.5}, short_gradient), DataError);
}

#endif

}  // namespace
}  // namespace demandcast
