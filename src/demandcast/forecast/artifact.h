// What a learned model writes and reads: named arrays and words. How they lie on disk is model_directory's business.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/core/shared_array.h"

namespace demandcast {

/// Everything of one learned model, in memory. Parts of a composition write under a prefix of their own.
struct Artifact {
  std::map<std::string, std::vector<double>> numbers;
  std::map<std::string, std::vector<std::int64_t>> integers;
  std::map<std::string, std::vector<std::string>> texts;
  std::map<std::string, std::vector<float>> floats = {};         ///< for what is large and needs no more
  std::map<std::string, SharedArray<std::uint16_t>> codes = {};  ///< the same, left in the file that was read
  std::map<std::string, SharedArray<std::uint64_t>> words = {};  ///< the same, for packed bits
};

class ArtifactWriter {
 public:
  explicit ArtifactWriter(Artifact& artifact, std::string prefix = {})
      : artifact_(&artifact), prefix_(std::move(prefix)) {}
  /// A writer whose names start with `part` + "/".
  ArtifactWriter part(std::string_view part) const;
  void numbers(std::string_view name, std::vector<double> values);
  void integers(std::string_view name, std::vector<std::int64_t> values);
  void texts(std::string_view name, std::vector<std::string> values);
  void floats(std::string_view name, std::vector<float> values);
  void codes(std::string_view name, std::vector<std::uint16_t> values);
  void words(std::string_view name, std::vector<std::uint64_t> values);

 private:
  Artifact* artifact_;
  std::string prefix_;
};

class ArtifactReader {
 public:
  explicit ArtifactReader(const Artifact& artifact, std::string prefix = {})
      : artifact_(&artifact), prefix_(std::move(prefix)) {}
  ArtifactReader part(std::string_view part) const;
  /// Throw FormatError naming the array when it is absent.
  const std::vector<double>& numbers(std::string_view name) const;
  const std::vector<std::int64_t>& integers(std::string_view name) const;
  const std::vector<std::string>& texts(std::string_view name) const;
  const std::vector<float>& floats(std::string_view name) const;
  const SharedArray<std::uint16_t>& codes(std::string_view name) const;
  const SharedArray<std::uint64_t>& words(std::string_view name) const;
  bool has_texts(std::string_view name) const;

 private:
  const Artifact* artifact_;
  std::string prefix_;
};

}  // namespace demandcast
