#!/usr/bin/env bash
# Builds static, stripped binaries of the commit that is checked out, with their
# checksums:
#
#   git tag v1.2.0 && .github/release.sh dist
#   .github/release.sh dist linux/amd64          only this platform
#
# The version that "sharecard version" shows is the tag of the commit, or a
# pseudo-version made of the last tag and the commit where it has none.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:?usage: .github/release.sh FOLDER [OS/ARCH …]}
shift
platforms=("$@")
if [ ${#platforms[@]} -eq 0 ]; then
  platforms=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64)
fi
if [ -n "$(git status --porcelain)" ]; then
  echo "release.sh: the work tree has changes that are not committed" >&2
  exit 1
fi

mkdir -p "$out"
built=()
for platform in "${platforms[@]}"; do
  os=${platform%/*} arch=${platform#*/}
  file=sharecard-$os-$arch
  [ "$os" = windows ] && file+=.exe
  echo "$file"
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -buildvcs=true -trimpath -ldflags '-s -w' -o "$out/$file" ./cmd/sharecard
  built+=("$file")
done
(cd "$out" && sha256sum "${built[@]}" >SHA256SUMS)
