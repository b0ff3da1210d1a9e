// Factors of a wrapper that has nothing to go by: all 1, with the reason.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"

namespace demandcast {

class NoFactors final : public DemandFactors {
 public:
  explicit NoFactors(std::string note) : note_(std::move(note)) {}
  /// What save() wrote; null where other factors were saved.
  static std::unique_ptr<NoFactors> saved(const ArtifactReader& reader) {
    if (!reader.has_texts("no_factors")) return nullptr;
    const auto& note = reader.texts("no_factors");
    return std::make_unique<NoFactors>(note.empty() ? std::string() : note.front());
  }

  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override {
    return {std::vector<double>(view.series(series).target().size(), 1.0),
            std::vector<double>(static_cast<std::size_t>(steps), 1.0)};
  }
  std::string note() const override { return note_; }
  void save(ArtifactWriter& writer) const override { writer.texts("no_factors", {note_}); }

 private:
  std::string note_;
};

}  // namespace demandcast
