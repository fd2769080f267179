// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Roles } from "../../src/roles/Roles.sol";
import { Signatures } from "../signatures/Signatures.sol";

/// @notice A product that asks for an assessment, a model that binds, and two underwriters; above 20,000.00 both have to sign.
abstract contract Assessed is Signatures {
    bytes32 internal constant MODEL = keccak256("a model");
    bytes32 internal constant SCHEMA = keccak256("its schema");
    string internal constant URI = "https://models.example/champion.json";
    /// @dev When the model binds.
    uint256 internal constant START = BEGINNING + MODEL_NOTICE;
    uint256 internal constant LIMIT = 20_000 * ONE;

    address internal underwriter;
    uint256 internal underwriterKey;
    address internal second;
    uint256 internal secondKey;
    uint32 internal assessedId;

    function setUp() public virtual override {
        super.setUp();
        (underwriter, underwriterKey) = makeAddrAndKey("underwriter");
        (second, secondKey) = makeAddrAndKey("second underwriter");
        manager.grantRole(Roles.UNDERWRITER, underwriter, 0);
        manager.grantRole(Roles.UNDERWRITER, second, 0);
        vm.startPrank(governor);
        record.announceModel(MODEL, SCHEMA, URI);
        vm.warp(START);
        record.setSecondSignatureAbove(address(usd), LIMIT);
        vm.stopPrank();
        ILoans.Product memory product = aProduct();
        product.assessed = true;
        assessedId = addProduct(product);
    }

    /// @dev Of bob: grade C, 4.5 % within 12 months and 9 % over life, up to 20,000.00 over up to 12 months for at least 10 % a year.
    function anAssessment() internal view returns (IAssessments.Assessment memory) {
        return IAssessments.Assessment({
            participantId: bobId,
            grade: 2,
            pd12Months: 45_000,
            pdLife: 90_000,
            currency: address(usd),
            greatestPrincipal: LIMIT,
            greatestTermDays: 360,
            leastRate: 100_000,
            modelHash: MODEL,
            inputsRoot: keccak256("salted inputs"),
            reasons: 3 | (7 << 16),
            issuedAt: uint40(block.timestamp),
            expiresAt: uint40(block.timestamp + 30 days)
        });
    }

    /// @dev `aRequest` of the product that asks for an assessment.
    function anAssessedRequest() internal view returns (ILoans.Request memory request_) {
        request_ = aRequest();
        request_.productId = assessedId;
    }

    function signed(uint256 privateKey, IAssessments.Assessment memory assessment)
        internal
        view
        returns (bytes memory)
    {
        return sign(privateKey, record.hashAssessment(assessment));
    }

    function one(address signer) internal pure returns (address[] memory signers) {
        signers = new address[](1);
        signers[0] = signer;
    }

    function one(bytes memory signature) internal pure returns (bytes[] memory signatures) {
        signatures = new bytes[](1);
        signatures[0] = signature;
    }

    function two(address first, address second_) internal pure returns (address[] memory signers) {
        signers = new address[](2);
        (signers[0], signers[1]) = (first, second_);
    }

    function two(bytes memory first, bytes memory second_) internal pure returns (bytes[] memory signatures) {
        signatures = new bytes[](2);
        (signatures[0], signatures[1]) = (first, second_);
    }

    /// @dev Bob asks on an assessment the first underwriter signed.
    function quoted(IAssessments.Assessment memory assessment) internal returns (uint256 loanId) {
        return quoted(anAssessedRequest(), assessment);
    }

    function quoted(ILoans.Request memory request_, IAssessments.Assessment memory assessment)
        internal
        returns (uint256 loanId)
    {
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        vm.prank(bob);
        return loans.requestAssessed(request_, assessment, one(underwriter), signatures);
    }
}
