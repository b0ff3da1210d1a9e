// Named arrays under prefixes, so that every part of a composition has names of its own.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/artifact.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

std::string joined(const std::string& prefix, std::string_view name) { return prefix + std::string(name); }

template <class Values>
const Values& found(const std::map<std::string, Values>& arrays, const std::string& name, std::string_view kind) {
  const auto at = arrays.find(name);
  if (at != arrays.end()) return at->second;
  throw FormatError(fmt::format(
      "the saved model holds no {} \"{}\", which this version of the model reads; fit the model again", kind, name));
}

}  // namespace

ArtifactWriter ArtifactWriter::part(std::string_view part) const {
  return ArtifactWriter(*artifact_, joined(prefix_, part) + "/");
}
void ArtifactWriter::numbers(std::string_view name, std::vector<double> values) {
  artifact_->numbers.insert_or_assign(joined(prefix_, name), std::move(values));
}
void ArtifactWriter::integers(std::string_view name, std::vector<std::int64_t> values) {
  artifact_->integers.insert_or_assign(joined(prefix_, name), std::move(values));
}
void ArtifactWriter::texts(std::string_view name, std::vector<std::string> values) {
  artifact_->texts.insert_or_assign(joined(prefix_, name), std::move(values));
}
void ArtifactWriter::floats(std::string_view name, std::vector<float> values) {
  artifact_->floats.insert_or_assign(joined(prefix_, name), std::move(values));
}
void ArtifactWriter::codes(std::string_view name, std::vector<std::uint16_t> values) {
  artifact_->codes.insert_or_assign(joined(prefix_, name), SharedArray(std::move(values)));
}
void ArtifactWriter::words(std::string_view name, std::vector<std::uint64_t> values) {
  artifact_->words.insert_or_assign(joined(prefix_, name), SharedArray(std::move(values)));
}

ArtifactReader ArtifactReader::part(std::string_view part) const {
  return ArtifactReader(*artifact_, joined(prefix_, part) + "/");
}
const std::vector<double>& ArtifactReader::numbers(std::string_view name) const {
  return found(artifact_->numbers, joined(prefix_, name), "numbers");
}
const std::vector<std::int64_t>& ArtifactReader::integers(std::string_view name) const {
  return found(artifact_->integers, joined(prefix_, name), "integers");
}
bool ArtifactReader::has_texts(std::string_view name) const { return artifact_->texts.contains(joined(prefix_, name)); }

const std::vector<std::string>& ArtifactReader::texts(std::string_view name) const {
  return found(artifact_->texts, joined(prefix_, name), "texts");
}
const std::vector<float>& ArtifactReader::floats(std::string_view name) const {
  return found(artifact_->floats, joined(prefix_, name), "floats");
}
const SharedArray<std::uint16_t>& ArtifactReader::codes(std::string_view name) const {
  return found(artifact_->codes, joined(prefix_, name), "codes");
}
const SharedArray<std::uint64_t>& ArtifactReader::words(std::string_view name) const {
  return found(artifact_->words, joined(prefix_, name), "words");
}

}  // namespace demandcast
