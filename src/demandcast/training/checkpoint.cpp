// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/checkpoint.h"

#include <fmt/format.h>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/forecast/safetensors.h"

namespace demandcast::training {
namespace {

/// One array of all tensors' numbers, one after another.
std::vector<float> joined(const std::vector<at::Tensor>& tensors) {
  std::vector<float> all;
  for (const at::Tensor& tensor : tensors) {
    const at::Tensor values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const float* first = values.data_ptr<float>();
    all.insert(all.end(), first, first + values.numel());
  }
  return all;
}

/// Undoes `joined`, in the shapes and on the device of `like`; empty where the count differs.
std::vector<at::Tensor> parted(const std::vector<float>& all, const std::vector<at::Tensor>& like) {
  std::int64_t wanted = 0, first = 0;
  for (const at::Tensor& tensor : like) wanted += tensor.numel();
  if (wanted != std::ssize(all)) return {};
  std::vector<at::Tensor> tensors;
  for (const at::Tensor& tensor : like) {
    const at::Tensor given = at::from_blob(const_cast<float*>(all.data() + first), tensor.sizes(), at::kFloat);
    tensors.push_back(given.clone().to(tensor.device(), tensor.scalar_type()));
    first += tensor.numel();
  }
  return tensors;
}

}  // namespace

Checkpoint::Checkpoint(const std::filesystem::path& folder, std::string key, double seconds)
    : key_(std::move(key)), between_(seconds) {
  if (!folder.empty()) place_ = folder / fmt::format("{:016x}.safetensors", stream_key(key_));
}

std::int64_t Checkpoint::restore(const std::vector<at::Tensor>& parameters, AdamW& optimiser, WeightAverage& average,
                                 std::vector<double>* told) const {
  if (place_.empty() || !std::filesystem::exists(place_)) return 0;
  try {
    const Artifact kept = from_safetensors(read_file(place_), place_.string());
    const ArtifactReader reader(kept);
    if (reader.texts("key") != std::vector{key_} || reader.integers("updates").size() != 1) return 0;
    const auto weights = parted(reader.floats("weights"), parameters);
    const auto first = parted(reader.floats("first"), parameters), second = parted(reader.floats("second"), parameters);
    if (weights.empty() || first.empty() || second.empty()) return 0;
    const std::vector<double>& losses = reader.numbers("told");
    if (told != nullptr) *told = losses;
    const at::NoGradGuard no_gradient;
    for (std::size_t p = 0; p < parameters.size(); ++p) at::Tensor(parameters[p]).copy_(weights[p]);
    optimiser.restore(reader.integers("updates")[0], first, second);
    average.restore(parted(reader.floats("averages"), parameters));
    return reader.integers("updates")[0];
  } catch (const FormatError&) {
    return 0;
  }
}

bool Checkpoint::due() const { return !place_.empty() && Clock::now() - kept_ >= between_; }

void Checkpoint::keep(const std::vector<at::Tensor>& parameters, const AdamW& optimiser, const WeightAverage& average,
                      const std::vector<double>& told) {
  if (place_.empty()) return;
  Artifact kept;
  ArtifactWriter writer(kept);
  writer.texts("key", {key_});
  writer.integers("updates", {optimiser.updates()});
  writer.numbers("told", told);
  writer.floats("weights", joined(parameters));
  writer.floats("first", joined(optimiser.first_moments()));
  writer.floats("second", joined(optimiser.second_moments()));
  writer.floats("averages", joined(average.averages()));
  write_file(place_, to_safetensors(kept));
  kept_ = Clock::now();
}

}  // namespace demandcast::training
