// Any bytes as the arrays of a learned model, loaded as each model and asked for a forecast.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstddef>
#include <cstdint>

#include "demandcast/core/error.h"
#include "demandcast/forecast/safetensors.h"
#include "demandcast/models/builtin_models.h"

namespace {

using namespace demandcast;

constexpr std::array kModels{"ets",
                             "seasonal_naive",
                             "croston",
                             "sba",
                             "tsb",
                             "theta",
                             "mstl",
                             "ets+calibrated",
                             "ets+distribution_engine",
                             "theta+paths"};

Panel small_panel() {
  std::vector<SeriesInput> series;
  for (const char* id : {"bread", "milk"}) {
    SeriesInput input{id, 0, {}, {}};
    for (int t = 0; t < 20; ++t) input.target.push_back(static_cast<float>(t % 7));
    input.states.assign(input.target.size(), CellState::kObserved);
    series.push_back(std::move(input));
  }
  return {Frequency::parse("D"), std::move(series)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ModelRegistry models = builtin_models();
  static const Panel panel = small_panel();
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const Artifact artifact = from_safetensors(bytes, "arrays.safetensors");
    const Composition composition = parse_composition(kModels[data[0] % kModels.size()], models);
    const auto learned = load_forecaster(composition, models, {}, ArtifactReader(artifact));
    forecast_one(*learned, PanelView(panel, panel.last_period()), Horizon::of(3), {});
  } catch (const Error&) {  // arrays that are none, or are not of this model
  }
  return 0;
}
