// What a training run has reached, kept on disk so that a run that was ended goes on from there.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "demandcast/training/adamw.h"
#include "demandcast/training/weight_average.h"

namespace demandcast::training {

/// Weights, moments and averages of one run, in one safetensors file that is replaced whole. What is restored is what
/// was kept, bit by bit, with what was told besides (losses).
class Checkpoint {
 public:
  /// In `folder`, under a name made of `key`, which says all that decides the run (data, recipe, seed); with an empty
  /// folder nothing is kept. `seconds` between two that are kept.
  Checkpoint(const std::filesystem::path& folder, std::string key, double seconds = 30);
  /// Gives the three what was kept of this very run; returns the updates that it had made, 0 (and nothing changed)
  /// where nothing was kept, or what is there cannot be read or is another run's.
  std::int64_t restore(const std::vector<at::Tensor>& parameters, AdamW& optimiser, WeightAverage& average,
                       std::vector<double>* told = nullptr) const;
  /// Whether it is time to keep again.
  bool due() const;
  /// Throws WriteError.
  void keep(const std::vector<at::Tensor>& parameters, const AdamW& optimiser, const WeightAverage& average,
            const std::vector<double>& told = {});

 private:
  using Clock = std::chrono::steady_clock;

  std::filesystem::path place_;  ///< empty = nothing is kept
  std::string key_;
  std::chrono::duration<double> between_;
  Clock::time_point kept_ = Clock::now();
};

}  // namespace demandcast::training
