// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "demandcast/core/error.h"
#include "demandcast/forecast/safetensors.h"

namespace demandcast {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

using Json = nlohmann::json;

/// Arrays put one after another, and the header that tells where they lie.
class Layout {
 public:
  template <class T>
  void add(const std::string& name, const char* dtype, const T* values, std::size_t count) {
    const std::size_t begin = bytes_.size();
    bytes_.append(reinterpret_cast<const char*>(values), count * sizeof(T));
    header_[name] = {{"dtype", dtype}, {"shape", {count}}, {"data_offsets", {begin, bytes_.size()}}};
  }

  std::string file() const {
    std::string header = header_.dump();
    header.append((8 - header.size() % 8) % 8, ' ');
    const std::uint64_t size = header.size();
    std::string file(reinterpret_cast<const char*>(&size), sizeof size);
    file.reserve(file.size() + header.size() + bytes_.size());
    return file.append(header).append(bytes_);
  }

 private:
  Json header_ = Json::object();
  std::string bytes_;
};

std::vector<std::int64_t> offsets_of(const std::vector<std::string>& texts) {
  std::vector<std::int64_t> offsets{0};
  for (const std::string& text : texts) offsets.push_back(offsets.back() + static_cast<std::int64_t>(text.size()));
  return offsets;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  return all;
}

}  // namespace

std::string to_safetensors(const Artifact& artifact) {
  Layout layout;
  for (const auto& [name, values] : artifact.numbers)
    layout.add("numbers/" + name, "F64", values.data(), values.size());
  for (const auto& [name, values] : artifact.integers) {
    layout.add("integers/" + name, "I64", values.data(), values.size());
  }
  for (const auto& [name, values] : artifact.words) layout.add("words/" + name, "U64", values.data(), values.size());
  for (const auto& [name, texts] : artifact.texts) {
    const std::vector<std::int64_t> offsets = offsets_of(texts);
    layout.add("texts/" + name + "/offsets", "I64", offsets.data(), offsets.size());
  }
  for (const auto& [name, values] : artifact.floats) layout.add("floats/" + name, "F32", values.data(), values.size());
  for (const auto& [name, values] : artifact.codes) layout.add("codes/" + name, "U16", values.data(), values.size());
  for (const auto& [name, texts] : artifact.texts) {  // bytes last: what is before stays aligned
    const std::string bytes = joined(texts);
    layout.add("texts/" + name + "/bytes", "U8", bytes.data(), bytes.size());
  }
  try {
    return layout.file();
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("the model's array names cannot be saved: {}", error.what()));
  }
}

}  // namespace demandcast
