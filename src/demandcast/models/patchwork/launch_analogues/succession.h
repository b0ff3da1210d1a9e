// Products that take over the history of others.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/patchwork/launch_analogues/launch_start.h"

namespace demandcast {

/// A panel whose products have their predecessors' demand before their own launch; ids, channels, statics and origins
/// are those of the view.
struct SplicedPanel {
  Panel panel;
  std::vector<Period> origins;
  bool newest_plans = false;
  PanelView view() const;
};

/// Who follows whom, and the histories that are taken over: those of the fit, whatever shard they came from, so that a
/// product is forecast alike in every part of a catalogue. Immutable.
class Succession {
 public:
  /// One product's demand up to the fit's origin.
  struct History {
    Period first = 0;
    std::vector<float> target;
    std::vector<CellState> states;
    std::vector<float> availability;  ///< or empty
  };

  Succession() = default;  ///< nobody follows anybody
  /// `column`: a static with the id of the series that is replaced, empty where none is; successors of successors have
  /// the history of both. Throws ConfigError where there is no such static; DataError for an id that is not in the data
  /// and for products that replace each other.
  Succession(std::string column, const PanelStream& training, const LaunchRule& rule);
  /// From what was saved. Throws FormatError where it makes no sense.
  Succession(std::string column, const ArtifactReader& reader);
  void save(ArtifactWriter& writer) const;

  /// The history that a series takes over; null where it has none.
  const History* predecessor(const PanelView& view, std::size_t series) const;
  /// Nothing where no series of the view takes over a history.
  std::optional<SplicedPanel> splice(const PanelView& view, const LaunchRule& rule) const;

 private:
  std::string column_;
  std::map<std::string, History, std::less<>> histories_;  ///< by id
};

/// Passes a stream on with every view spliced. Owns nothing.
class SplicedStream final : public PanelStream {
 public:
  SplicedStream(const PanelStream& stream, const Succession& succession, const LaunchRule& rule)
      : stream_(&stream), succession_(&succession), rule_(&rule) {}
  std::size_t shard_count() const override { return stream_->shard_count(); }
  void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const override;

 private:
  const PanelStream* stream_;
  const Succession* succession_;
  const LaunchRule* rule_;
};

}  // namespace demandcast
